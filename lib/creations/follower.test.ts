import "fake-indexeddb/auto";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { type AppError, appError } from "@/lib/core/app-error";
import { err, ok } from "@/lib/core/result";
import { history } from "@/lib/history/database";
import type { RunEvent } from "@/lib/runs/event";
import type { NumberedEvent } from "@/lib/runs/run-client";
import type { RunRequest } from "@/lib/runs/run-request";
import type { RunSource } from "@/lib/runs/run-source";
import { type CreationWish, newGroup } from "./creation";
import { CreationFollower } from "./follower";
import type { KeepOutcome } from "./keep-result";
import { addCreations, loadCreation } from "./store";
import { keepTextSet } from "./text-set";

const wish: CreationWish = { kind: "image", model: "m", prompt: "a cat", fields: { seed: 7 } };
const made: RunEvent[] = [
  { type: "result", seed: 7, inferenceSeconds: 1.5 },
  { type: "media-start", index: 0, expiresAt: 10_000 },
  { type: "media-end", index: 0, id: "media_1", bytes: 3, mediaType: "image/png" },
  { type: "run-end", state: "completed" },
];

/** A server as the browser meets it: one run a key, whose events can be held back. */
class Server implements RunSource {
  readonly asked: { request: RunRequest; key: string }[] = [];
  readonly stopped: string[] = [];
  private readonly runs = new Map<string, string>();
  reachable = true;
  losesReplies = false;
  refusal: AppError | undefined;
  events: RunEvent[] = made;
  /** The connection breaks behind so many events, once. */
  breaksAfter: number | undefined;

  async start(request: RunRequest, key: string) {
    if (!this.reachable) return err(appError("server-unreachable"));
    if (this.refusal) return err(this.refusal);
    if (!this.runs.has(key)) {
      this.asked.push({ request, key });
      this.runs.set(key, `run_${this.runs.size}`);
    }
    if (this.losesReplies) return err(appError("server-unreachable"));
    return ok({ runId: this.runs.get(key) ?? "" });
  }

  async follow(_: { runId: string }, { after }: { after: number }) {
    return this.tell(after);
  }

  private async *tell(after: number): AsyncGenerator<NumberedEvent, AppError | undefined> {
    const numbered = this.events.map((event, at) => ({ sequence: at + 1, event: { ...event, at } }));
    for (const event of numbered.slice(after)) {
      if (this.breaksAfter !== undefined && event.sequence > this.breaksAfter) {
        this.breaksAfter = undefined;
        return appError("server-unreachable");
      }
      yield event;
    }
    return undefined;
  }

  async stop(runId: string) {
    this.stopped.push(runId);
  }
}

let server: Server;
let uploads: string[];
let keep: () => Promise<KeepOutcome>;
let pauses: number;
/** What happens while the follower waits for its next try. */
let meanwhile: () => void | Promise<void>;
let end: AbortController;

beforeEach(async () => {
  await Promise.all(history().tables.map((table) => table.clear()));
  server = new Server();
  uploads = [];
  keep = async () => ({ kind: "kept", width: 4, height: 3 });
  pauses = 0;
  meanwhile = () => {};
  end = new AbortController();
});
afterEach(() => end.abort());

const follower = () =>
  new CreationFollower(
    {
      runs: server,
      upload: async (ids) => {
        uploads.push(...ids);
        return ok(undefined);
      },
      forgetUploads: () => {},
      uploadBatchFile: async (id) => {
        uploads.push(`batch file ${id}`);
        return ok(undefined);
      },
      keepResult: () => keep(),
      pause: async () => {
        pauses += 1;
        await meanwhile();
      },
    },
    end.signal,
  );

async function begin(change: Partial<CreationWish> = {}): Promise<string> {
  const [record] = newGroup([{ ...wish, ...change }]);
  if (!record) throw new Error("no record");
  await addCreations([record]);
  return record.id;
}

describe("a part of a long text", () => {
  const speech: CreationWish = { kind: "speech", model: "m", prompt: "Hello.", fields: { voice: "m:alex" } };
  const chain = async () => {
    const [first, second] = newGroup([speech, { ...speech, prompt: "Goodbye." }]);
    if (!first || !second) throw new Error("no records");
    await addCreations([first, { ...second, after: first.id }]);
    return [first.id, second.id] as const;
  };

  test("is sent with its words as the text to speak, once the part before it is there", async () => {
    const [first, second] = await chain();
    const following = follower();
    const waiting = following.follow(second);
    expect(server.asked).toEqual([]);
    await following.follow(first);
    await waiting;
    expect(server.asked.map(({ request }) => request)).toEqual([
      { operation: "audio.speech", input: { model: "m", input: "Hello.", voice: "m:alex" } },
      { operation: "audio.speech", input: { model: "m", input: "Goodbye.", voice: "m:alex" } },
    ]);
    expect((await loadCreation(second))?.output.state).toBe("completed");
  });

  test("is neither sent nor paid when the part before it failed", async () => {
    server.refusal = appError("storage-full");
    const [first, second] = await chain();
    const following = follower();
    await Promise.all([following.follow(second), following.follow(first)]);
    expect((await loadCreation(first))?.output.state).toBe("failed");
    expect((await loadCreation(second))?.output.state).toBe("stopped");
    expect(server.asked).toEqual([]);
  });
});

describe("a request for a picture", () => {
  test("is sent under its own key, and what came of it is kept with its size and seed", async () => {
    const id = await begin();
    await follower().follow(id);
    expect(server.asked).toEqual([
      {
        key: id,
        request: { operation: "images.generations", input: { model: "m", prompt: "a cat", seed: 7 } },
      },
    ]);
    const record = await loadCreation(id);
    expect(record?.output).toMatchObject({ state: "completed", seed: 7, inferenceSeconds: 1.5 });
    expect(record?.items).toEqual([
      { index: 0, mediaId: "media_1", bytes: 3, type: "image/png", kept: true, width: 4, height: 3 },
    ]);
    expect(record?.unfinished).toBeUndefined();
  });

  test("gives the server its input pictures before, and names them in their order", async () => {
    const input = { name: "a", type: "image/png", bytes: 1, width: 1, height: 1 };
    const id = await begin({
      inputs: [
        { ...input, mediaId: "blob_1" },
        { ...input, mediaId: "blob_2" },
      ],
    });
    await follower().follow(id);
    expect(uploads).toEqual(["blob_1", "blob_2"]);
    expect(server.asked[0]?.request.input).toMatchObject({ image: "blob:blob_1", image2: "blob:blob_2" });
  });

  test("whose start was never confirmed is asked for again under the same key, and made once", async () => {
    server.losesReplies = true;
    meanwhile = () => {
      server.losesReplies = false;
    };
    const id = await begin();
    await follower().follow(id);
    expect(server.asked).toHaveLength(1);
    expect((await loadCreation(id))?.output.state).toBe("completed");
  });

  test("waits for a server that is out of reach, says so meanwhile, and goes on by itself", async () => {
    server.reachable = false;
    const id = await begin();
    meanwhile = async () => {
      expect((await loadCreation(id))?.unreachableSince).toBeTypeOf("number");
      server.reachable = pauses === 3;
    };
    await follower().follow(id);
    expect(pauses).toBe(3);
    const record = await loadCreation(id);
    expect(record?.output.state).toBe("completed");
    expect(record?.unreachableSince).toBeUndefined();
  });

  test("goes on behind the last event when the connection broke", async () => {
    server.breaksAfter = 2;
    const id = await begin();
    await follower().follow(id);
    expect(pauses).toBe(1);
    const record = await loadCreation(id);
    expect(record?.output.state).toBe("completed");
    expect(record?.output.media).toHaveLength(1);
  });

  test("is picked up by another page where the first one left it", async () => {
    server.breaksAfter = 2;
    const id = await begin();
    meanwhile = () => end.abort();
    await follower().follow(id);
    expect((await loadCreation(id))?.output.state).toBe("running");
    end = new AbortController();
    await follower().follow(id);
    expect((await loadCreation(id))?.output.state).toBe("completed");
    expect(server.asked).toHaveLength(1);
  });

  test("that the server refuses has failed, with the reason", async () => {
    server.refusal = appError("storage-full");
    const id = await begin();
    await follower().follow(id);
    const record = await loadCreation(id);
    expect(record?.output).toMatchObject({ state: "failed", error: { code: "storage-full" } });
    expect(record?.unfinished).toBeUndefined();
  });

  test("tells when SiliconFlow is asked again after a refusal", async () => {
    const error = appError("rate-limited", { limit: "IPM" });
    server.events = [{ type: "progress", step: "retrying", attempt: 1, error, retryInMs: 30_000 }];
    const id = await begin();
    meanwhile = () => end.abort();
    server.breaksAfter = 1;
    await follower().follow(id);
    const retry = (await loadCreation(id))?.retry;
    expect(retry).toMatchObject({ attempt: 1, error: { limit: "IPM" } });
    expect(retry?.until).toBeGreaterThan(Date.now() + 20_000);
  });

  test("that was stopped before its start was confirmed is ended at the server too", async () => {
    const id = await begin();
    const start = server.start.bind(server);
    server.start = async (request, key) => {
      const started = await start(request, key);
      const { stopCreations } = await import("./stop");
      await stopCreations([id]);
      return started;
    };
    await follower().follow(id);
    expect((await loadCreation(id))?.output.state).toBe("stopped");
    expect(server.stopped).toEqual(["run_0"]);
  });
});

describe("a result", () => {
  test("that the browser has no room for stays with the server, and says why", async () => {
    keep = async () => ({ kind: "unkept", reason: "full" });
    const id = await begin();
    await follower().follow(id);
    const record = await loadCreation(id);
    expect(record?.items[0]).toMatchObject({ mediaId: "media_1", unkept: "full" });
    expect(record?.unfinished).toBeUndefined();
  });

  test("is fetched again when the way to the server broke, but not for ever", async () => {
    keep = async () => (pauses < 2 ? { kind: "later" } : { kind: "kept" });
    const id = await begin();
    await follower().follow(id);
    expect((await loadCreation(id))?.items[0]?.kept).toBe(true);
    keep = async () => ({ kind: "later" });
    const other = await begin();
    await follower().follow(other);
    expect((await loadCreation(other))?.items[0]?.unkept).toBe("other");
  });
});

describe("vectors", () => {
  test("are asked for with the texts of the set that are wanted; nothing is uploaded", async () => {
    const set = { texts: ["one", "two", "three"], lines: [1, 2, 3] };
    const inputs = [await keepTextSet(set, "one")];
    const fields = { encoding_format: "float" };
    const vectors: CreationWish = { kind: "embedding", model: "m", prompt: "one", fields, inputs };
    const all = await begin(vectors);
    const some = await begin({ ...vectors, rows: [2, 0] });
    const query = await begin({ kind: "embedding-query", model: "m", prompt: "where?", fields });
    for (const id of [all, some, query]) await follower().follow(id);
    expect(server.asked.map(({ request }) => request)).toEqual(
      [["one", "two", "three"], ["three", "one"], ["where?"]].map((input) => ({
        operation: "embeddings",
        input: { model: "m", input, encoding_format: "float" },
      })),
    );
    expect(uploads).toEqual([]);
  });

  test("of thousands of texts are all kept, and written down in a few steps", async () => {
    const inputs = [await keepTextSet({ texts: ["one"], lines: [1] }, "one")];
    const id = await begin({ kind: "embedding", inputs });
    server.events = Array.from({ length: 150 }, (_, index): RunEvent[] => [
      { type: "media-start", index },
      { type: "media-end", index, id: `media_${index}`, bytes: 3, mediaType: "application/octet-stream" },
    ]).flat();
    server.events.push({ type: "run-end", state: "completed" });
    let steps = 0;
    const count = () => {
      steps += 1;
    };
    history().creations.hook("updating", count);
    await follower().follow(id);
    history().creations.hook("updating").unsubscribe(count);
    const record = await loadCreation(id);
    expect(record?.output.state).toBe("completed");
    expect(record?.items.filter(({ kept }) => kept)).toHaveLength(150);
    expect(steps).toBeLessThan(10);
  });

  test("that cannot be written down for a while are read again from there, none left out", async () => {
    const inputs = [await keepTextSet({ texts: ["one"], lines: [1] }, "one")];
    const id = await begin({ kind: "embedding", inputs });
    let refusals = 1;
    const refuse = (changes: object) => {
      if (!("sequence" in changes) || refusals === 0) return undefined;
      refusals -= 1;
      throw new Error("no storage for a moment");
    };
    history().creations.hook("updating", refuse);
    await follower().follow(id);
    history().creations.hook("updating").unsubscribe(refuse);
    expect([refusals, pauses]).toEqual([0, 1]);
    expect(await loadCreation(id)).toMatchObject({
      output: { state: "completed", seed: 7 },
      items: [{ mediaId: "media_1", kept: true }],
    });
  });

  test("of documents to be ranked go with their query, and pictures only to models that get them", async () => {
    const set = { texts: ["one", "", "three"], lines: [1, 2, 3], pictures: [null, "blob_2", "blob_3"] };
    const texts = await keepTextSet(set, "one");
    const picture = (mediaId: string) => ({ ...texts, mediaId, name: mediaId, type: "image/png" });
    const pictures = [picture("blob_2"), picture("blob_3")];
    const ranking: CreationWish = {
      kind: "ranking",
      model: "m",
      prompt: "?",
      fields: { top_n: 2 },
      inputs: [texts],
    };
    const plain = await begin({ ...ranking, rows: [0, 2] });
    await follower().follow(plain);
    expect(uploads).toEqual([]);
    const seeing = await begin({ ...ranking, inputs: [texts, ...pictures] });
    const vectors = await begin({
      ...ranking,
      kind: "ranking-vectors",
      fields: {},
      inputs: [texts, ...pictures],
    });
    for (const id of [seeing, vectors]) await follower().follow(id);
    expect(server.asked.map(({ request }) => request)).toEqual([
      { operation: "rerank", input: { model: "m", query: "?", documents: ["one", "three"], top_n: 2 } },
      {
        operation: "rerank",
        input: {
          model: "m",
          query: "?",
          documents: ["one", { image: "blob:blob_2" }, { text: "three", image: "blob:blob_3" }],
          top_n: 2,
        },
      },
      {
        operation: "embeddings",
        input: { model: "m", input: ["?", "one", { image: "blob:blob_2" }, "three"] },
      },
    ]);
    expect(uploads).toEqual(["blob_2", "blob_3", "blob_2", "blob_3"]);
  });

  test("of documents to be ranked for a picture go with it, once where it is among them", async () => {
    const set = { texts: ["one", ""], lines: [1, 2], pictures: [null, "blob_2"] };
    const texts = await keepTextSet(set, "one");
    const picture = { ...texts, mediaId: "blob_2", name: "cat", type: "image/png" };
    const ranking = { model: "m", prompt: "", fields: {}, inputs: [texts, picture, picture] };
    for (const kind of ["ranking", "ranking-vectors"] as const)
      await follower().follow(await begin({ kind, ...ranking }));
    const image = "blob:blob_2";
    expect(server.asked.map(({ request }) => request.input)).toEqual([
      { model: "m", query: { image }, documents: ["one", { image }] },
      { model: "m", input: [{ image }, "one", { image }] },
    ]);
    expect(uploads).toEqual(["blob_2", "blob_2"]);
  });

  test("of texts that this browser has lost are not asked for, and it says so", async () => {
    const gone = { mediaId: "blob_gone", name: "", type: "", bytes: 1, width: 0, height: 0 };
    const id = await begin({ kind: "embedding", inputs: [gone] });
    await follower().follow(id);
    expect(server.asked).toEqual([]);
    expect((await loadCreation(id))?.output).toMatchObject({
      state: "failed",
      error: { code: "blob-missing" },
    });
  });
});

describe("a batch", () => {
  const input = (name: string) => ({
    mediaId: `blob_${name}`,
    name,
    type: "application/jsonl",
    bytes: 1,
    width: 0,
    height: 0,
  });
  const batch: CreationWish = {
    kind: "batch",
    model: "m",
    prompt: "requests",
    fields: { completion_window: "48h" },
    inputs: [input("requests"), input("table")],
    batch: { mode: "batch", lines: 2 },
  };

  test("gives the server its file, and keeps the table that it was made of to itself", async () => {
    const id = await begin(batch);
    await follower().follow(id);
    expect(uploads).toEqual(["batch file blob_requests"]);
    expect(server.asked).toEqual([
      {
        key: id,
        request: {
          operation: "batches",
          input: { model: "m", file: "blob:blob_requests", completion_window: "48h" },
        },
      },
    ]);
  });

  test("that SiliconFlow has already is followed and sends nothing", async () => {
    server.events = [
      { type: "job-start", requestId: "batch_1", deadlineAt: 9 },
      { type: "batch-state", status: "completed", total: 2, completed: 1, failed: 1 },
      { type: "run-end", state: "completed" },
    ];
    const id = await begin({ ...batch, jobId: "batch_1" });
    await follower().follow(id);
    const elsewhere = await begin({ ...batch, inputs: [], jobId: "batch_2", batch: { mode: "elsewhere" } });
    await follower().follow(elsewhere);
    expect(uploads).toEqual([]);
    expect(server.asked.map(({ request }) => request)).toEqual([
      { operation: "batches.get", input: { model: "m", requestId: "batch_1" } },
      { operation: "batches.get", input: { model: "m", requestId: "batch_2", withFile: true } },
    ]);
    expect((await loadCreation(id))?.output).toMatchObject({
      job: { requestId: "batch_1" },
      batch: { status: "completed", total: 2, completed: 1, failed: 1 },
    });
  });
});

describe("transcripts", () => {
  const transcription = (name: string): CreationWish => ({
    kind: "transcription",
    model: "m",
    prompt: name,
    fields: {},
    inputs: [{ mediaId: `blob_${name}`, name, type: "audio/mpeg", bytes: 1, width: 0, height: 0 }],
  });

  test("are sent two at a time in their order, and one that was stopped meanwhile is not sent", async () => {
    const letOn: (() => void)[] = [];
    const told = server.follow.bind(server);
    server.follow = async (run, options) => {
      await new Promise<void>((resolve) => letOn.push(resolve));
      return told(run, options);
    };
    const records = newGroup(["a", "b", "c", "d"].map(transcription));
    await addCreations(records);
    const one = follower();
    const following = records.map(({ id }) => one.follow(id));
    await vi.waitFor(() => expect(letOn).toHaveLength(2));
    const { stopCreations } = await import("./stop");
    await stopCreations([records[2]?.id ?? ""]);
    expect(server.asked.map(({ key }) => key)).toEqual([records[0]?.id, records[1]?.id]);
    letOn[0]?.();
    await vi.waitFor(() => expect(letOn).toHaveLength(3));
    for (const go of letOn) go();
    await Promise.all(following);
    expect(server.asked.map(({ key }) => key)).toEqual([records[0]?.id, records[1]?.id, records[3]?.id]);
  });
});
