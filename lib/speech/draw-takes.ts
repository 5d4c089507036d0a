import type { AppError } from "@/lib/core/app-error";
import { ok, type Result } from "@/lib/core/result";
import { operationOf } from "@/lib/creations/blind-round";
import type { CreationRecord } from "@/lib/history/creation-record";
import { createRound } from "@/lib/rounds/round-client";
import { blindCandidates, blindRecordsOf, type SpeechForm } from "./wishes";

/** Has the server put all takes into an order that only it knows; gives what to ask of them, under their aliases. */
export async function drawTakes(form: SpeechForm): Promise<Result<CreationRecord[], AppError>> {
  const candidates = blindCandidates(form);
  const drawn = await createRound({ operation: operationOf("speech"), lanes: candidates.length, candidates });
  return drawn.ok ? ok(blindRecordsOf(form, drawn.value)) : drawn;
}
