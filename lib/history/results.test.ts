import "fake-indexeddb/auto";
import { once } from "node:events";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { Readable } from "node:stream";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { newGroup } from "@/lib/creations/creation";
import { addCreations, changeCreation, deleteCreations, deleteItems } from "@/lib/creations/store";
import { defineRoute } from "@/lib/http/server/define-route";
import { createNodeDoor } from "@/lib/http/server/node-adapter";
import { BlobStore, resultRules } from "@/lib/media/server/blob-store";
import { removeMedia } from "@/lib/media/server/media-handlers";
import { history } from "./database";
import { keepHouse } from "./housekeeping";
import { deleteHistory } from "./storage";

vi.stubEnv("LOG_LEVEL", "silent");
vi.stubGlobal("navigator", {}); // a browser without locks

const dayMs = 24 * 60 * 60 * 1000;
const realFetch = fetch;
const server = createServer();
let directory: string;
let results: BlobStore;

beforeAll(async () => {
  const remove = defineRoute({
    method: "DELETE",
    path: "/api/media/:id",
    door: "browser",
    handle: (request) => removeMedia({ results }, request),
  });
  server.on("request", createNodeDoor([remove]));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  vi.stubGlobal("fetch", (address: string, init?: RequestInit) =>
    realFetch(url + address, { ...init, headers: { origin: url } }),
  );
});
afterAll(() => {
  vi.unstubAllGlobals();
  server.close();
  server.closeAllConnections();
});
beforeEach(async () => {
  directory = await mkdtemp(path.join(tmpdir(), "results-"));
  results = new BlobStore(directory, resultRules({ maxTotalBytes: 1_000_000, keptForDays: 1 }));
});
afterEach(async () => {
  await Promise.all(history().tables.map((table) => table.clear()));
  await rm(directory, { recursive: true, force: true });
});

/** Makes pictures with these bytes; gives the request and the ids of the results. */
async function make(...pictures: string[]): Promise<{ id: string; mediaIds: string[] }> {
  const [record] = newGroup([{ kind: "image", model: "m", prompt: "p", fields: {} }]);
  if (!record) throw new Error("no record");
  await addCreations([record]);
  const saved = await Promise.all(pictures.map((text) => results.put(Readable.from([Buffer.from(text)]))));
  await changeCreation(record.id, (stored) => {
    stored.output.state = "completed";
    stored.items = saved.map(({ id, bytes, type }, index) => ({
      index,
      mediaId: id,
      type,
      bytes,
      kept: true,
    }));
  });
  return { id: record.id, mediaIds: saved.map(({ id }) => id) };
}

const onServer = async () => (await readdir(directory)).sort();

/** As if what is deleted had been so long ago. */
async function pass(ms: number): Promise<void> {
  await history()
    .creations.toCollection()
    .modify((record) => {
      for (const part of [record, ...record.items]) if (part.deletedAt !== undefined) part.deletedAt -= ms;
    });
}

test("what is deleted for good goes from the server too, and what is left stays", async () => {
  const kept = await make("one");
  const gone = await make("two", "three");
  const thinned = await make("four", "five");
  await deleteCreations([gone.id]);
  await deleteItems([{ id: thinned.id, index: 1 }]);
  await pass(dayMs + 1000);
  keepHouse()();
  await vi.waitFor(async () =>
    expect(await onServer()).toEqual([...kept.mediaIds, ...thinned.mediaIds.slice(0, 1)].sort()),
  );
});

test("a picture that another request made too, or that one starts from, stays on the server", async () => {
  const { id, mediaIds } = await make("the same", "a start", "nobody else’s");
  await make("the same");
  const [, mediaId = ""] = mediaIds;
  await addCreations(
    newGroup([
      {
        kind: "video",
        model: "m",
        prompt: "p",
        fields: {},
        inputs: [{ mediaId, name: "", type: "", bytes: 1, width: 1, height: 1 }],
      },
    ]),
  );
  await deleteCreations([id]);
  await pass(dayMs + 1000);
  keepHouse()();
  await vi.waitFor(async () => expect(await onServer()).toEqual(mediaIds.slice(0, 2).sort()));
});

test("deleting everything empties the server of what this browser made", async () => {
  await make("one", "two");
  const other = await results.put(Readable.from([Buffer.from("of another browser")]));
  await deleteHistory();
  await vi.waitFor(async () => expect(await onServer()).toEqual([other.id]));
});
