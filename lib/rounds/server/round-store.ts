import "server-only";
import { and, eq, isNull, lt } from "drizzle-orm";
import { z } from "zod";
import { rounds } from "@/lib/db/schema/rounds";
import type { Database } from "@/lib/db/server/database";
import { type Candidate, candidateSchema, type Vote, voteSchema } from "../round";

const lanesSchema = z.array(candidateSchema);
const storedVoteSchema = z.nullable(voteSchema);

export type StoredRound = { id: string; operation: string; lanes: Candidate[]; vote: Vote | null };

/** Rounds with what they hide: whatever leaves here is not for a browser. */
export class RoundStore {
  private readonly open: () => Promise<Database>;

  constructor(open: () => Promise<Database>) {
    this.open = open;
  }

  async create(round: Omit<StoredRound, "vote">): Promise<void> {
    const { orm } = await this.open();
    await orm.insert(rounds).values({ ...round, createdAt: new Date() });
  }

  async find(id: string): Promise<StoredRound | undefined> {
    const { orm } = await this.open();
    const [row] = await orm.select().from(rounds).where(eq(rounds.id, id));
    if (!row) return undefined;
    const { operation, lanes, vote } = row;
    return { id, operation, lanes: lanesSchema.parse(lanes), vote: storedVoteSchema.parse(vote) };
  }

  /** Keeps the vote, on the disk, unless there is one already. */
  async vote(id: string, vote: Vote): Promise<void> {
    const { orm, sync } = await this.open();
    const votedAt = new Date();
    await orm
      .update(rounds)
      .set({ vote, votedAt })
      .where(and(eq(rounds.id, id), isNull(rounds.vote)));
    await sync();
  }

  async removeUnvotedBefore(date: Date): Promise<void> {
    const { orm } = await this.open();
    await orm.delete(rounds).where(and(lt(rounds.createdAt, date), isNull(rounds.vote)));
  }
}
