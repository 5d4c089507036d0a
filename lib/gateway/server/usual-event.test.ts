import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { AnswerWitness } from "./answer-witness";
import { relayFrames } from "./relay-frames";
import { readUsualEvent } from "./usual-event";

const recorded = ["deepseek-v3", "deepseek-r1"].flatMap((name) =>
  readFileSync(new URL(`../../simulator/recordings/streams/${name}.sse`, import.meta.url), "utf8")
    .split("\n\n")
    .map((event) => event.trim())
    .filter((event) => event.startsWith("data: {")),
);

const bytes = (text: string) => new TextEncoder().encode(text);
const glanced = (event: string) => readUsualEvent(bytes(`${event}\n\n`));

const frameSchema = z.object({
  choices: z.tuple([
    z.object({
      delta: z.object({ content: z.string().nullish(), reasoning_content: z.string().nullish() }),
      finish_reason: z.null(),
    }),
  ]),
  usage: z.unknown().optional(),
});
/** What a parser makes of an event of an answer that goes on. */
function parsed(event: string) {
  const frame = frameSchema.parse(JSON.parse(event.slice("data: ".length)));
  const { content, reasoning_content } = frame.choices[0].delta;
  return { said: content ?? "", reasoned: reasoning_content ?? "", usage: frame.usage };
}

const texts = fc.oneof(
  fc.string(),
  fc.string({ unit: "binary" }),
  fc.constantFrom('"', "\\", "\n", "你好🌍", "}\n\n"),
);
const counts = fc.record({
  prompt_tokens: fc.nat(),
  completion_tokens: fc.nat(),
  total_tokens: fc.nat(),
});

const damages = fc.oneof(
  fc.string({ unit: "binary", maxLength: 3 }),
  fc.integer({ min: 0, max: 0x1f }).map((code) => String.fromCharCode(code)),
);

/** An event as SiliconFlow writes them, sometimes with something that it does not write. */
const events = fc
  .record({
    content: fc.option(texts),
    reasoning_content: fc.option(texts),
    finish_reason: fc.constantFrom(null, null, null, "stop", ""),
    usage: fc.constantFrom(undefined, null, "lots", {}).chain((odd) => fc.option(counts, { nil: odd })),
    more: fc.constantFrom({}, {}, {}, { error: { message: "no" } }, { code: 50505 }),
    index: fc.constantFrom(0, 1),
  })
  .map(({ content, reasoning_content, finish_reason, usage, more, index }) => {
    const choices = [{ index, delta: { content, reasoning_content }, finish_reason }];
    const envelope = { id: "r1", object: "chat.completion.chunk", created: 1, model: "a/b" };
    return `data: ${JSON.stringify({ ...envelope, choices, system_fingerprint: "", usage, ...more })}`;
  });

describe("an event that is read at a glance", () => {
  test("is every one that SiliconFlow was recorded to send, while the answer goes on", () => {
    const goingOn = recorded.filter((event) => event.includes('"finish_reason":null'));
    expect(goingOn.length).toBeGreaterThan(3);
    for (const event of goingOn) expect(glanced(event)).toEqual(parsed(event));
  });

  test("is not one that ends the answer, carries a call of a tool, or an error", () => {
    for (const event of recorded.filter((one) => !one.includes('"finish_reason":null')))
      expect(glanced(event)).toBeUndefined();
    const [event = ""] = recorded;
    for (const other of [
      event.replace('"content"', '"tool_calls":[],"content"'),
      event.replace('"choices"', '"error":{"message":"no"},"choices"'),
      `${event}\n\n${event}`,
      event.replace('"content":""', `"content":"${"a".repeat(3000)}"`),
      event.replace('"content":""', '"content":"\\q"'),
      event.replace('"prompt_tokens":4', '"prompt_tokens":04'),
      event.replace("data: ", "event: "),
      event.slice(0, -1),
    ])
      expect(glanced(other), other).toBeUndefined();
  });

  test("says what a parser would say, whatever is in it", () => {
    fc.assert(
      fc.property(events, (event) => {
        const seen = glanced(event);
        if (seen) expect(seen).toEqual(parsed(event));
      }),
    );
  });

  test("is none that a parser would refuse, whichever of its letters are other ones", () => {
    const damaged = fc
      .tuple(fc.constantFrom(...recorded), fc.nat(), damages, fc.nat(3))
      .map(([event, place, other, length]) => {
        const at = place % event.length;
        return event.slice(0, at) + other + event.slice(at + length);
      });
    fc.assert(
      fc.property(damaged, (event) => {
        const seen = glanced(event);
        if (seen) expect(seen).toEqual(parsed(new TextDecoder().decode(bytes(event))));
      }),
      { numRuns: 2000 },
    );
  });
});

/** What is remembered of a stream that comes in these pieces. */
async function remembered(pieces: Uint8Array[]) {
  const witness = new AnswerWitness();
  const { signal } = new AbortController();
  const body = {
    eachPiece: async (take: (piece: Uint8Array) => unknown) => {
      for (const piece of pieces) await take(piece);
    },
  };
  const sink = { signal, write: () => true, drained: async () => {} };
  expect(await relayFrames(body, sink, witness)).toBeUndefined();
  const { usage, finished, error, output } = witness;
  return { usage, finished, error, tokens: output.tokens };
}

/** What may stand between events, or make an event of what follows that it does not look like. */
const stumps = fc.constantFrom(
  ": waiting",
  ": waiting\n\n",
  "data: [1,\n",
  "data: ",
  "x",
  "\n",
  "\r",
  "\uFEFF",
);

test("what the ledger gets is the same however a stream is cut into pieces", async () => {
  const piece = fc.oneof({ weight: 3, arbitrary: events.map((event) => `${event}\n\n`) }, stumps);
  const streams = fc.array(piece.map(bytes), { maxLength: 12 });
  await fc.assert(
    fc.asyncProperty(
      streams,
      fc.infiniteStream(fc.integer({ min: 1, max: 400 })),
      async (pieces, lengths) => {
        const all = Buffer.concat(pieces);
        const cut: Uint8Array[] = [];
        for (let at = 0; at < all.length; at += cut.at(-1)?.length ?? 0)
          cut.push(all.subarray(at, at + (lengths.next().value ?? 1)));
        expect(await remembered(pieces)).toEqual(await remembered(cut));
      },
    ),
    { numRuns: 1000 },
  );
});
