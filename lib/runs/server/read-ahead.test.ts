import { setImmediate as nextTurn } from "node:timers/promises";
import fc from "fast-check";
import { expect, test } from "vitest";
import { readAhead } from "./read-ahead";

async function* giving(chunks: readonly Uint8Array[], error?: Error): AsyncGenerator<Uint8Array> {
  for (const chunk of chunks) {
    if (chunk.length % 2) await nextTurn();
    yield chunk;
  }
  if (error) throw error;
}

const chunksOf = fc.array(fc.uint8Array({ minLength: 1, maxLength: 9 }), { maxLength: 30 });

test("all that comes is handed on in its order, then the error, however slow the disk is", async () => {
  await fc.assert(
    fc.asyncProperty(chunksOf, fc.boolean(), fc.boolean(), async (chunks, breaks, slow) => {
      const error = breaks ? new Error("broken") : undefined;
      const read: Uint8Array[] = [];
      const reading = (async () => {
        for await (const chunk of readAhead(giving(chunks, error))) {
          if (slow) await nextTurn();
          read.push(chunk);
        }
      })();
      if (error) await expect(reading).rejects.toBe(error);
      else await reading;
      expect(Buffer.concat(read)).toEqual(Buffer.concat(chunks));
    }),
  );
});

test("no more than a megabyte or so is held", async () => {
  let given = 0;
  async function* endless(): AsyncGenerator<Uint8Array> {
    for (;;) {
      given += 1;
      yield new Uint8Array(256 * 1024);
    }
  }
  const reader = readAhead(endless());
  await reader.next();
  for (let turn = 0; turn < 50; turn += 1) await nextTurn();
  expect(given).toBeLessThanOrEqual(7);
  await reader.return(undefined);
});

test("a reader that leaves ends the source", async () => {
  let closed = false;
  async function* source(): AsyncGenerator<Uint8Array> {
    try {
      for (;;) {
        await nextTurn();
        yield new Uint8Array(1);
      }
    } finally {
      closed = true;
    }
  }
  for await (const _ of readAhead(source())) break;
  await expect.poll(() => closed).toBe(true);
});
