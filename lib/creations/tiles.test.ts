import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { appError } from "@/lib/core/app-error";
import { indexed } from "@/lib/history/creation-index";
import type { CreationRecord } from "@/lib/history/creation-record";
import type { RunEvent } from "@/lib/runs/event";
import { applyRunEvent, newGroup } from "./creation";
import { sizeOf, tilesOf } from "./tiles";

function record(events: readonly RunEvent[] = [], fields: Record<string, unknown> = {}): CreationRecord {
  const [made] = newGroup([{ kind: "image", model: "m", prompt: "p", fields }]);
  if (!made) throw new Error("no record");
  events.forEach((event, at) => {
    applyRunEvent(made, { sequence: at + 1, event: { ...event, at } }, 1000);
  });
  return indexed(made);
}

const start = (index: number): RunEvent => ({ type: "media-start", index, expiresAt: 9000 });
const end = (index: number): RunEvent => ({
  type: "media-end",
  index,
  id: `media_${index}`,
  bytes: 1,
  mediaType: "image/png",
});
const over = (state: "completed" | "failed" | "stopped"): RunEvent => ({ type: "run-end", state });
const kinds = (of: CreationRecord) => tilesOf(of).map(({ kind }) => kind);

describe("the places of a request's pictures", () => {
  test("are there from the start, as many as were asked for", () => {
    expect(kinds(record())).toEqual(["waiting"]);
    expect(kinds(record([], { batch_size: 4 }))).toEqual(["waiting", "waiting", "waiting", "waiting"]);
  });

  test("show each picture as far as it is", () => {
    const error = appError("media-unavailable");
    const retry: RunEvent = { type: "media-retry", index: 1, attempt: 1, error };
    const shown = record([start(0), start(1), end(0), retry]);
    expect(tilesOf(shown)).toMatchObject([
      { kind: "made", item: { mediaId: "media_0" } },
      { kind: "saving", index: 1, expiresAt: 9000, error: { code: "media-unavailable" } },
    ]);
    expect(kinds(record([start(0), { type: "media-lost", index: 0, error }]))).toEqual(["lost"]);
  });

  test("do not wait any more when the run is over", () => {
    expect(kinds(record([over("stopped")]))).toEqual(["stopped"]);
    expect(kinds(record([{ type: "error", error: appError("generation-failed") }, over("failed")]))).toEqual([
      "failed",
    ]);
    expect(kinds(record([start(0), over("failed")]))).toEqual(["lost"]);
    const unknown: RunEvent = { type: "error", error: appError("outcome-unknown") };
    expect(tilesOf(record([unknown, over("stopped")]))).toEqual([{ kind: "stopped", mayBeDone: true }]);
    expect(kinds(record([over("completed")]))).toEqual(["failed"]);
  });

  test("have the ratio that was asked for, until the picture is there", () => {
    expect(sizeOf(record([], { image_size: "960x1280" }))).toEqual({ width: 960, height: 1280 });
    expect(sizeOf(record())).toEqual({ width: 1, height: 1 });
    const item = { index: 0, mediaId: "media_0", type: "image/png", bytes: 1, width: 7, height: 5 };
    expect(sizeOf(record([], { image_size: "960x1280" }), item)).toEqual({ width: 7, height: 5 });
  });
});

test("what two tabs tell twice, in whatever pieces, counts once", () => {
  const events: RunEvent[] = [start(0), start(1), end(1), end(0), over("completed")];
  const once = record(events);
  fc.assert(
    fc.property(fc.array(fc.nat(events.length)), (replays) => {
      const twice = structuredClone(record());
      for (const upTo of [...replays, events.length])
        events.slice(0, upTo).forEach((event, at) => {
          applyRunEvent(twice, { sequence: at + 1, event: { ...event, at } }, 1000);
        });
      expect(twice.items).toEqual(once.items);
      expect(twice.output).toEqual(once.output);
    }),
  );
});
