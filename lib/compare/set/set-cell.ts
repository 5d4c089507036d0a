import type * as z from "zod/mini";
import type { AppErrorCode } from "@/lib/core/app-error";
import type { SetCell, verdictSchema } from "@/lib/history/set-record";
import { plainWords } from "./plain-words";

export type Verdict = z.infer<typeof verdictSchema>;

/** What the page holds of a cell; the whole answer stays in the database. */
export type CellSummary = {
  /** `lost`: it may go on at the server, and nobody follows it. */
  state: SetCell["state"] | "lost";
  id: string;
  attempt: number;
  runId: string | undefined;
  /** How the answer begins, without marks. */
  preview: string;
  /** The same for answers of the same words, whatever their case and the space around them. */
  digest: number;
  errorCode: AppErrorCode | undefined;
  verdict: Verdict | undefined;
  firstTokenMs: number | undefined;
  durationMs: number | undefined;
  inputTokens: number | undefined;
  outputTokens: number | undefined;
  /** Yuan; absent where unknown. */
  cny: number | undefined;
  estimated: boolean;
};

const previewCharacters = 120;
/** So much is read for it: marks and addresses are longer than what they show. */
const previewSource = 600;
const reasonCharacters = 200;

type Part = SetCell["output"]["parts"][number];

/** All that the first choice of an answer says in words, or all that it thought. */
export function wordsOf({ parts }: SetCell["output"], kind: Part["kind"] = "text"): string {
  return parts
    .filter((part) => part.kind === kind && part.choice === 0)
    .map(({ text }) => text)
    .join("");
}

/** FNV-1a in 32 bits, by UTF-16 units: tells answers apart whose beginnings are the same. */
function digestOf(text: string): number {
  let digest = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1)
    digest = Math.imul(digest ^ text.charCodeAt(at), 0x01000193) >>> 0;
  return digest;
}

/** What the page keeps of a cell: short, with strings of their own, so that the long ones can go. */
export function summaryOf({ state, id, attempt, runId, output, verdict }: SetCell): CellSummary {
  const words = wordsOf(output);
  const { usage, price, error, firstDeltaMs, durationMs } = output;
  const beginning = plainWords(words.trimStart().slice(0, previewSource));
  return {
    state,
    id,
    attempt,
    runId,
    // A slice of a long string may keep the whole of it alive.
    preview: Array.from(beginning.slice(0, previewCharacters)).join(""),
    digest: digestOf(words.trim().toLowerCase()),
    errorCode: error?.code,
    verdict: verdict && {
      ...verdict,
      ...(verdict.reason && { reason: Array.from(verdict.reason).slice(0, reasonCharacters).join("") }),
    },
    firstTokenMs: firstDeltaMs,
    durationMs,
    inputTokens: usage?.inputTokens,
    outputTokens: usage?.outputTokens,
    cny: price?.kind === "known" ? price.cny : undefined,
    estimated: usage?.estimated ?? false,
  };
}
