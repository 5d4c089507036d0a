import "server-only";
import { dayOf } from "../days";
import type { KeyNames, UsageCall } from "../usage";

/** `day_utc8` is the day on SiliconFlow's bill, `trace_id` the call there. */
const columns = [
  "day_utc8",
  "time_utc",
  "door",
  "client_key",
  "client_key_name",
  "operation",
  "model",
  "state",
  "input_tokens",
  "cached_tokens",
  "output_tokens",
  "reasoning_tokens",
  "images",
  "videos",
  "utf8_bytes",
  "estimated",
  "price_cny",
  "trace_id",
] as const;

/** With the mark by which Excel knows UTF-8. */
export const csvHead = `\uFEFF${columns.join(",")}\r\n`;

/** A spreadsheet would take these for the beginning of a formula, a Chinese one the wide ones too. */
const formula = /^[=+\-@\t\r\n＝＋－＠]/;

function cell(value: string | number | boolean | null): string {
  if (value === null) return "";
  if (typeof value !== "string") return String(value);
  const safe = formula.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Millionths as yuan, exactly. */
const yuan = (microCny: number) => `${Math.trunc(microCny / 1e6)}.${String(microCny % 1e6).padStart(6, "0")}`;

/** One call as a line, its key with its name; what is unknown is empty. */
export function csvLine(call: UsageCall, names: KeyNames): string {
  const cells = [
    dayOf(call.at),
    new Date(call.at).toISOString(),
    call.door,
    call.clientKey,
    (call.clientKey !== null && names[call.clientKey]) || null,
    call.operation,
    call.model,
    call.state,
    call.inputTokens,
    call.cachedTokens,
    call.outputTokens,
    call.reasoningTokens,
    call.images,
    call.videos,
    call.utf8Bytes,
    call.estimated,
    call.microCny === null ? null : yuan(call.microCny),
    call.traceId,
  ];
  return `${cells.map(cell).join(",")}\r\n`;
}
