import "fake-indexeddb/auto";
import { beforeEach, expect, test } from "vitest";
import { history } from "@/lib/history/database";
import { Reading } from "./reading";

const answer =
  "The first sentence is long enough to be said. The second one is asked for while the first is heard, \
and it goes on for long enough to be a piece of its own, as later pieces are.";

const newReading = (temporary: boolean) =>
  new Reading({
    answerId: "answer",
    reader: {
      model: {
        id: "reader",
        vendor: null,
        catalogued: true,
        free: null,
        price: 50,
        voices: [{ id: "alex", gender: "male" }],
        formats: ["mp3"],
        sampleRates: {},
        customVoice: null,
        maxInputCharacters: null,
        dialogue: false,
        style: false,
      },
      voice: "preset:alex",
      speed: 1,
    },
    temporary,
    heard: () => 0,
    onChange: () => {},
  });

beforeEach(async () => {
  await Promise.all(history().tables.map((table) => table.clear()));
});

/** Begins to be heard, and is stopped before the first request is stored. */
async function stoppedAtOnce(temporary: boolean) {
  const reading = newReading(temporary);
  reading.take(answer, false);
  const stop = new AbortController();
  const first = reading.parts(0, () => {}, stop.signal).next();
  await Promise.resolve();
  const closed = reading.close();
  stop.abort();
  await Promise.allSettled([first, closed]);
  return history().creations.toArray();
}

test("who stops at once does not pay for what comes next", async () => {
  expect(await stoppedAtOnce(false)).toHaveLength(1);
});

test("of a temporary conversation nothing stays, also of what was just being asked for", async () => {
  expect(await stoppedAtOnce(true)).toEqual([]);
});
