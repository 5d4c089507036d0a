import "server-only";
import { AppFailure, appError } from "@/lib/core/app-error";
import type { UpstreamAttempt } from "../snapshot";
import { RunLog } from "./run-log";
import type { NewRun, Segment } from "./run-store";

/** Why a run was told to end. */
type Ending = "stopped" | "interrupted";

/** A run that is going: its log, its way to be ended, and how much of it is stored. */
export class LiveRun {
  readonly log = new RunLog();
  readonly attempts: UpstreamAttempt[] = [];
  readonly ended: Promise<void>;
  readonly run: NewRun;
  /** What keeps its model a secret. */
  readonly sealedBy: string | undefined;
  ending: Ending | undefined;
  private readonly controller = new AbortController();
  private storedLines = 0;
  private resolveEnded: () => void = () => {};

  constructor(run: NewRun, sealedBy?: string) {
    this.run = run;
    this.sealedBy = sealedBy;
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

  finish(): void {
    this.resolveEnded();
  }
}
