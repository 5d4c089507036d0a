import "server-only";
import { sql } from "drizzle-orm";
import { rounds } from "@/lib/db/schema/rounds";
import { ledger, runs } from "@/lib/db/schema/runs";

/**
 * The ids of calls of blind rounds without a vote, as a subquery: telling their model, or what one of them cost, would
 * tell the answer's. A round that was forgotten without a vote is no secret any more.
 */
export const secretCalls = sql`(
  select ${ledger.id} from ${rounds}
  join ${runs} on ${runs.model} like 'blind:%' and split_part(${runs.model}, ':', 2) = ${rounds.id}
  join ${ledger} on ${ledger.runId} = ${runs.id}
  where ${rounds.vote} is null
)`;
