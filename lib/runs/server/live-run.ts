import "server-only";
import { AppFailure, appError } from "@/lib/core/app-error";
import type { RunEvent } from "../event";
import type { UpstreamAttempt } from "../snapshot";
import type { LiveSound } from "./operation";
import { RunLog } from "./run-log";
import type { NewRun, Segment } from "./run-store";

/** Why a run was told to end; one that is suspended goes on in the next process. */
type Ending = "stopped" | "interrupted" | "suspended";

/** What an earlier process has left of a run that goes on. */
export type EarlierLife = { lines: readonly string[]; attempts: readonly UpstreamAttempt[] };

/** A run that is going: its log, its way to be ended, and how much of it is stored. */
export class LiveRun {
  readonly log: RunLog;
  readonly attempts: UpstreamAttempt[];
  readonly ended: Promise<void>;
  readonly run: NewRun;
  /** What keeps its model a secret. */
  readonly sealedBy: string | undefined;
  ending: Ending | undefined;
  /** What is coming in, for those who listen. */
  sound: LiveSound | undefined;
  /** SiliconFlow works on without us: this process may leave it at any moment. */
  suspendable = false;
  private readonly controller = new AbortController();
  private storedLines: number;
  private writing: Promise<void> = Promise.resolve();
  private resolveEnded: () => void = () => {};

  constructor(run: NewRun, sealedBy?: string, earlier: EarlierLife = { lines: [], attempts: [] }) {
    this.run = run;
    this.sealedBy = sealedBy;
    this.log = new RunLog({ lines: earlier.lines, ageMs: Date.now() - run.startedAt.getTime() });
    this.attempts = [...earlier.attempts];
    this.storedLines = earlier.lines.length;
    this.ended = new Promise((resolve) => {
      this.resolveEnded = resolve;
    });
  }

  get signal(): AbortSignal {
    return this.controller.signal;
  }

  /** Closes the upstream connection; the run then ends by itself with what had arrived. */
  end(ending: Ending): void {
    this.ending ??= ending;
    this.controller.abort(new AppFailure(appError("run-interrupted")));
  }

  /** The lines that are not stored yet; `confirm` once they are. */
  unstored(): { segment: Segment; confirm: () => void } | undefined {
    const lines = this.log.linesAfter(this.storedLines);
    if (lines.length === 0) return undefined;
    const segment = { runId: this.run.id, firstSequence: this.storedLines + 1, lines };
    const confirm = () => {
      this.storedLines = Math.max(this.storedLines, segment.firstSequence - 1 + lines.length);
    };
    return { segment, confirm };
  }

  /**
   * Tells an event only once it is stored: a run that goes on in another process must not have told what that one
   * cannot know. One that cannot be stored is told all the same.
   */
  tellStored(event: RunEvent, store: (segment: Segment) => Promise<void>): void {
    const line = this.log.lineOf(event);
    this.writing = this.writing.then(async () => {
      const unstored = this.unstored()?.segment.lines ?? [];
      const segment = { runId: this.run.id, firstSequence: this.storedLines + 1, lines: [...unstored, line] };
      const stored = await store(segment).then(
        () => true,
        () => false,
      );
      this.log.appendLine(line);
      if (stored) this.storedLines = this.log.length;
    });
  }

  /** Resolves once everything that was told is in the log. */
  whenTold(): Promise<void> {
    return this.writing;
  }

  finish(): void {
    this.resolveEnded();
  }
}
