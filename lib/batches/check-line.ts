import { visit } from "jsonc-parser";
import { z } from "zod/mini";
import { parseJson } from "@/lib/core/parse-json";
import { estimateTokens } from "@/lib/runs/estimate-tokens";
import { chatCompletionRequestSchema } from "@/lib/siliconflow/schema/chat";
import { duplicateKey } from "./duplicate-key";
import type { Finding } from "./finding";
import { wrongPlaces } from "./wrong-value";

/** The one endpoint of batches (notes on the API, section 9). */
export const batchUrl = "/v1/chat/completions";

/** What is known of a line, whatever is wrong with it. */
export type CheckedLine = {
  /** Their offsets are those of the line. */
  findings: Finding[];
  customId: string | undefined;
  model: string | undefined;
  /** Estimated, of all messages. */
  inputTokens: number;
  /** What its answers may have at most together, where the request says so. */
  maxTokens: number | undefined;
};

const recordSchema = z.record(z.string(), z.unknown());
const asRecord = (value: unknown) => {
  const { data } = recordSchema.safeParse(value);
  return Array.isArray(value) ? undefined : data;
};

/** So many faults of one line's parameters are named. */
const mostParameters = 5;

/** What is wrong with one line by itself: its JSON, its envelope, its request. */
export function checkLine(text: string, line: number): CheckedLine {
  const findings: Finding[] = [];
  const found = (finding: Omit<Finding, "line">) => findings.push({ line, ...finding });
  const nothing = { findings, customId: undefined, model: undefined, inputTokens: 0, maxTokens: undefined };
  const value = parseJson(text);
  if (value === undefined) {
    found({ code: "not-json", ...brokenPlace(text) });
    return nothing;
  }
  const request = asRecord(value);
  if (!request) {
    found({ code: "not-an-object" });
    return nothing;
  }
  const { deep, twice } = duplicateKey(text, value);
  if (deep) {
    found({ code: "too-deep" });
    return nothing;
  }
  if (twice !== undefined) found({ code: "same-key", field: twice });
  const { custom_id: id, method, url } = request;
  const customId = typeof id === "string" && id !== "" ? id : undefined;
  if (customId === undefined) found({ code: "no-custom-id" });
  if (method !== undefined && method !== "POST") found({ code: "method", detail: shown(method) });
  if (url !== undefined && url !== batchUrl) found({ code: "url", detail: shown(url) });
  const body = asRecord(request["body"]);
  if (!body) {
    found({ code: "no-body" });
    return { ...nothing, customId };
  }
  checkBody(body, found);
  const { model, messages, max_tokens: maxTokens, n = 1 } = body;
  return {
    findings,
    customId,
    model: typeof model === "string" && model !== "" ? model : undefined,
    inputTokens: tokensOf(messages),
    maxTokens: typeof maxTokens === "number" && typeof n === "number" ? maxTokens * n : undefined,
  };
}

/** A value as the line has it, cut where it is long. */
const shown = (value: unknown): string => (JSON.stringify(value) ?? "").slice(0, 80);

/** So many characters are shown before and after the place at which JSON ends to be JSON. */
const [shownBefore, shownAfter] = [24, 12];
const encoder = new TextEncoder();

/** Where a text is no JSON any more, in bytes of its line, and what stands there. */
function brokenPlace(text: string): Pick<Finding, "offset" | "detail"> {
  let at: number | undefined;
  try {
    const onError = (_code: unknown, place: number) => {
      at ??= place;
    };
    visit(text, { onError }, { disallowComments: true });
  } catch {
    // It is nested too deeply to be looked at.
  }
  if (at === undefined) return {};
  const before = text.slice(Math.max(0, at - shownBefore), at);
  const after = text.slice(at, at + shownAfter);
  const cut = [at > shownBefore ? "…" : "", at + shownAfter < text.length ? "…" : ""] as const;
  return { offset: encoder.encode(text.slice(0, at)).length, detail: `${cut[0]}${before}▸${after}${cut[1]}` };
}

function checkBody(body: Record<string, unknown>, found: (finding: Omit<Finding, "line">) => void): void {
  const { messages } = body;
  const listed = Array.isArray(messages) && messages.length > 0;
  if (!listed) found({ code: "no-messages" });
  else if (asRecord(messages.at(-1))?.["role"] !== "user") found({ code: "last-not-user" });
  // The model may be named for the whole batch: whether one is needed is not a line's own matter.
  const { error } = chatCompletionRequestSchema.safeParse({ model: "any", ...body });
  const issues = error?.issues.filter(({ path: [first] }) => first !== "messages" || listed) ?? [];
  const wrongs = issues.flatMap((issue) => wrongPlaces(issue, body));
  for (const { path, wrong } of wrongs.slice(0, mostParameters))
    found({ code: "parameter", field: ["body", ...path].map(String).join("."), wrong });
}

const contentSchema = z.union([z.string(), z.array(z.object({ text: z.optional(z.string()) }))]);

/** Pictures and sound are not counted: what they cost differs from model to model. */
function tokensOf(messages: unknown): number {
  if (!Array.isArray(messages)) return 0;
  let tokens = 0;
  for (const message of messages) {
    const { data: content } = contentSchema.safeParse(asRecord(message)?.["content"]);
    if (typeof content === "string") tokens += estimateTokens(content);
    else for (const { text } of content ?? []) tokens += text === undefined ? 0 : estimateTokens(text);
  }
  return tokens;
}
