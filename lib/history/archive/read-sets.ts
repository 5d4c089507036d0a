import { type VoteRecord, voteRecordSchema } from "@/lib/rounds/vote-record";
import { history } from "../database";
import { type PromptSetRecord, promptSetRecordSchema, type SetCell, setCellSchema } from "../set-record";

/* A piece at a time; what this version cannot read stays in the store. */

const rowsPerRead = 50;

function* piecesOf<Key>(keys: readonly Key[]): Generator<Key[]> {
  for (let at = 0; at < keys.length; at += rowsPerRead) yield keys.slice(at, at + rowsPerRead);
}

/** All prompt sets, without their answers. */
export async function* readPromptSets(): AsyncGenerator<PromptSetRecord> {
  const { promptSets } = history();
  for (const id of await promptSets.orderBy("updatedAt").primaryKeys()) {
    const { data: set } = promptSetRecordSchema.safeParse(await promptSets.get(id));
    if (set) yield set;
  }
}

/** The answers of a prompt set. */
export async function* readSetCells(setId: string): AsyncGenerator<SetCell> {
  const { setCells } = history();
  for (const keys of piecesOf(await setCells.where("setId").equals(setId).primaryKeys()))
    for (const stored of await setCells.bulkGet(keys)) {
      const { data: cell } = setCellSchema.safeParse(stored);
      if (cell) yield cell;
    }
}

/** The votes of all blind rounds. */
export async function* readVotes(): AsyncGenerator<VoteRecord> {
  const { votes } = history();
  for (const keys of piecesOf(await votes.orderBy("at").primaryKeys()))
    for (const stored of await votes.bulkGet(keys)) {
      const { data: vote } = voteRecordSchema.safeParse(stored);
      if (vote) yield vote;
    }
}
