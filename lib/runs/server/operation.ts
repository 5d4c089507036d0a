import "server-only";
import type { AppError } from "@/lib/core/app-error";
import type { Result } from "@/lib/core/result";
import type { Upstream } from "@/lib/siliconflow/server/upstream";
import type { RunEvent, RunPrice, RunUsage } from "../event";
import type { UpstreamAttempt } from "../snapshot";
import type { LineJournal } from "./line-journal";
import type { PriceOf } from "./settle";

/** A file that was saved, as `/api/media/<id>` serves it. */
type SavedMedia = { id: string; bytes: number; type: string };

/** Sound that is still coming in, to be listened to meanwhile. */
export type LiveSound = {
  /** Everything from the beginning on; nothing when the run has just ended. What is opened has to be read. */
  open(): Promise<((signal: AbortSignal) => AsyncIterable<Uint8Array>) | undefined>;
  type: string;
};

/** An upload on this server's disk. */
export type UploadedFile = { path: string; bytes: number; type: string };

/** How a run keeps what was made; lib/media/server has it. */
export type MediaSaving = {
  /** Whether there is room for anything: asked before something is paid for. */
  hasRoom(): Promise<boolean>;
  /** Copies one picture or clip before its link dies, trying again what may pass. */
  save(request: {
    kind: "image" | "video";
    address: (attempt: number) => Promise<string>;
    expiresAt: number;
    signal: AbortSignal;
    onRetry: (nextAttempt: number, error: AppError) => void;
  }): Promise<Result<SavedMedia, AppError>>;
  /** Keeps sound that comes in by itself, and what had come of one that breaks off. */
  keep(
    content: AsyncIterable<Uint8Array>,
    options: { raw: boolean; onFile: (file: Pick<LiveSound, "open">) => void },
  ): Promise<{ saved: SavedMedia | undefined; error: AppError | undefined }>;
};

/** What is known of work that SiliconFlow does by itself, by the time a run is carried, or carried on. */
export type KnownJob =
  | { state: "new" }
  /** It was being handed over when the process died: nobody knows whether it was taken. */
  | { state: "unknown" }
  | { state: "submitted"; requestId: string; submittedAt: number };

/** Keeps on the disk how far a job has come. Each rejects with `storage-unavailable` when it cannot. */
export type JobNotes = {
  known: KnownJob;
  /** Before it is handed over. */
  submitting(): Promise<void>;
  /** SiliconFlow has refused it: it may be handed over again. */
  refused(): Promise<void>;
  submitted(requestId: string, submittedAt: number): Promise<void>;
};

/** How often SiliconFlow is asked about a job: at first, at the slowest, and for how long. */
export type Polling = { firstPauseMs: number; slowestPauseMs: number; deadlineMs: number };

/** What an operation needs from the engine while it is carried. */
export type CarryContext = {
  upstream: Upstream;
  /** An input as the JSON that goes to SiliconFlow, with the uploads that it names; fails when one is gone. */
  bodyOf: (input: unknown) => Promise<Result<string, AppError>>;
  /** An upload by the reference under which an input names it; fails when it is gone. */
  fileOf: (reference: string) => Promise<Result<UploadedFile, AppError>>;
  media: MediaSaving;
  /** Lets the run's watchers listen to what is coming in. */
  onSound: (sound: LiveSound) => void;
  job: JobNotes;
  polling: Polling;
  /** A batch takes hours. Its deadline is its own. */
  batchPolling: Omit<Polling, "deadlineMs">;
  /** What has become of the single requests of this run, as far as it came before. */
  journal: () => Promise<LineJournal>;
  /** How many single requests are open at once. */
  concurrency: number;
  /** What a call costs that began at a moment. */
  priceOf: PriceOf;
  signal: AbortSignal;
  /** Whether the signal only says that this process ends, and the run goes on in the next. */
  leaving: () => boolean;
  emit: (event: RunEvent) => void;
  /** Called for each attempt, when its status is known. */
  record: (attempt: UpstreamAttempt) => void;
};

/** How carrying ended. */
export type CarryOutcome = {
  /** Why it is not complete; absent when there is proof that it is. */
  error: AppError | undefined;
  finishReason?: string | undefined;
  traceId: string | undefined;
  /** What it cost, where that is more than its usage says. */
  price?: RunPrice;
  /** What it used; nothing when nothing was made and nothing named. */
  usage: RunUsage | undefined;
  /** Its answers stand nowhere but in its journal, which stays therefore. */
  keepsJournal?: boolean;
};

/** Carries one operation with its input. Never throws: whatever had arrived stays with the outcome. */
export type RunOperation = (context: CarryContext) => Promise<CarryOutcome>;
