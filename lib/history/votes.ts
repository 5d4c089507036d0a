import { type VoteRecord, voteRecordSchema } from "@/lib/rounds/vote-record";
import { history } from "./database";

/** Keeps the vote of a round; once more changes nothing. */
export async function keepVote(vote: VoteRecord): Promise<void> {
  const { votes } = history();
  await history().transaction("rw", votes, async () => {
    if (!(await votes.get(vote.roundId))) await votes.add(vote);
  });
}

/** The vote of a round; nothing before there is one. */
export async function voteOf(roundId: string): Promise<VoteRecord | undefined> {
  return voteRecordSchema.safeParse(await history().votes.get(roundId)).data;
}

/** The votes on answers of one operation, oldest first. One that this version cannot read is left out. */
export async function votesOn(operation: string): Promise<VoteRecord[]> {
  const rows = await history().votes.orderBy("at").toArray();
  return rows
    .flatMap((row) => voteRecordSchema.safeParse(row).data ?? [])
    .filter((vote) => vote.operation === operation);
}

/** Takes votes away for good. The conversations that they were about stay. */
export async function deleteVotes(votes: readonly VoteRecord[]): Promise<void> {
  await history().votes.bulkDelete(votes.map(({ roundId }) => roundId));
}
