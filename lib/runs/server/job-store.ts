import "server-only";
import { eq } from "drizzle-orm";
import { AppFailure, appError } from "@/lib/core/app-error";
import { jobs } from "@/lib/db/schema/jobs";
import type { Database } from "@/lib/db/server/database";
import type { JobNotes, KnownJob } from "./operation";

/** How far the jobs of runs have come, on the disk before the next step is taken. */
export class JobStore {
  private readonly open: () => Promise<Database>;

  constructor(open: () => Promise<Database>) {
    this.open = open;
  }

  /** What an earlier process has noted of a run's job. */
  async find(runId: string): Promise<KnownJob> {
    const { orm } = await this.open();
    const [job] = await orm.select().from(jobs).where(eq(jobs.runId, runId));
    if (!job) return { state: "new" };
    const { requestId, submittedAt } = job;
    if (requestId === null || submittedAt === null) return { state: "unknown" };
    return { state: "submitted", requestId, submittedAt: submittedAt.getTime() };
  }

  notesOf(runId: string, known: KnownJob): JobNotes {
    return {
      known,
      submitting: () => this.write((orm) => orm.insert(jobs).values({ runId }).onConflictDoNothing()),
      refused: () => this.write((orm) => orm.delete(jobs).where(eq(jobs.runId, runId))),
      submitted: (requestId, submittedAt) =>
        this.write((orm) =>
          orm
            .update(jobs)
            .set({ requestId, submittedAt: new Date(submittedAt) })
            .where(eq(jobs.runId, runId)),
        ),
    };
  }

  private async write(statement: (orm: Database["orm"]) => Promise<unknown>): Promise<void> {
    try {
      const { orm, sync } = await this.open();
      await statement(orm);
      await sync();
    } catch (error) {
      throw new AppFailure(appError("storage-unavailable"), { cause: error });
    }
  }
}
