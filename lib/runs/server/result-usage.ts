import "server-only";
import { z } from "zod";
import { mostResultBytes } from "@/lib/batches/read-lines";
import { parseJson } from "@/lib/core/parse-json";
import { usageSchema } from "@/lib/siliconflow/schema/chat";
import type { RunUsage } from "../event";
import { settleChat } from "./settle";

const lineSchema = z.looseObject({
  response: z.looseObject({
    body: z.looseObject({ usage: usageSchema, model: z.string().nullish().catch(undefined) }),
  }),
});

const newline = 0x0a;

function readAnswer(line: string): { usage: RunUsage | undefined; model: string | undefined } {
  const { data } = lineSchema.safeParse(parseJson(line));
  const body = data?.response.body;
  return {
    usage: body && settleChat({ input: undefined, output: "", usage: body.usage }),
    model: body?.model ?? undefined,
  };
}

/** What one answer used, by a line of an output file; nothing where it does not say. */
export const usageOfLine = (line: string): RunUsage | undefined => readAnswer(line).usage;

/** Reads along while the results of a batch come in, and adds up what its answers used. */
export function usageCounter() {
  let answered = 0;
  const sum = { inputTokens: 0, outputTokens: 0, reasoningTokens: 0, cachedTokens: 0 };
  let model: string | undefined;
  const take = (line: string) => {
    const { usage: used, model: named } = readAnswer(line);
    if (!used) return;
    model ??= named;
    answered += 1;
    for (const name of ["inputTokens", "outputTokens", "reasoningTokens", "cachedTokens"] as const)
      sum[name] += used[name] ?? 0;
  };
  return {
    async *read(content: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
      let rest: Uint8Array[] = [];
      let length = 0;
      const end = () => {
        if (length > 0 && length <= mostResultBytes) take(Buffer.concat(rest).toString("utf8"));
        rest = [];
        length = 0;
      };
      const add = (piece: Uint8Array) => {
        length += piece.length;
        if (length > mostResultBytes) rest = [];
        else rest.push(piece);
      };
      for await (const piece of content) {
        let from = 0;
        for (let at = piece.indexOf(newline); at !== -1; at = piece.indexOf(newline, from)) {
          add(piece.subarray(from, at));
          end();
          from = at + 1;
        }
        add(piece.slice(from));
        yield piece;
      }
      end();
    },
    /** Who answered: a batch has one model. */
    model: () => model,
    /** What all answers used; nothing where none named it. */
    usage: (): RunUsage | undefined =>
      answered === 0 ? undefined : { ...sum, batched: true, estimated: false },
  };
}
