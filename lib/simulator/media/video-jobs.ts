import { BoundedMap } from "@/lib/simulator/media/bounded-map";
import type { Pace } from "@/lib/simulator/options";
import type { Size } from "@/lib/simulator/pictures/scene-svg";
import type { MediaFault, VideoFault } from "@/lib/simulator/scenarios/scenario";

export type VideoJob = {
  readonly requestId: string;
  readonly model: string;
  readonly prompt: string;
  readonly seed: number;
  readonly size: Size;
  /** The picture that an image-to-video job starts from. */
  readonly picture?: Buffer;
  /** Milliseconds since 1970. */
  readonly submittedAt: number;
  readonly faults: readonly VideoFault[];
  readonly media: MediaFault | null;
  /** How often its status was asked for. */
  polls: number;
};

export type VideoPhase = { name: "InQueue" | "InProgress" } | { name: "ended"; at: number };

/** Where a job stands: a matter of time and pace alone, not of how often somebody asks. */
export function phaseOf({ submittedAt }: VideoJob, pace: Pace, now: number): VideoPhase {
  const wait = (ms: number): number => (pace.speed === 0 ? 0 : ms / pace.speed);
  const startsAt = submittedAt + wait(pace.videoQueueMs);
  const endsAt = startsAt + wait(pace.videoWorkMs);
  if (now >= endsAt) return { name: "ended", at: endsAt };
  return { name: now < startsAt ? "InQueue" : "InProgress" };
}

/** The newest 200 jobs. */
export class VideoJobs {
  readonly #jobs = new BoundedMap<VideoJob>({ entries: 200, bytes: 64 * 1024 * 1024 });

  add(job: VideoJob): void {
    this.#jobs.set(job.requestId, job, job.picture?.length ?? 0);
  }

  get(requestId: string): VideoJob | undefined {
    return this.#jobs.get(requestId);
  }

  all(): VideoJob[] {
    return this.#jobs.values();
  }

  clear(): void {
    this.#jobs.clear();
  }
}
