import { createHash } from "node:crypto";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { type Simulator, startSimulator } from "@/lib/simulator/simulator";
import { control, get, post, readAnswer, testKey } from "@/lib/simulator/test-client";

const model = "deepseek-ai/DeepSeek-V3";

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator({ speed: 0, strict: true });
});
afterAll(() => simulator.close());
beforeEach(() => control(simulator, "POST", "reset"));
afterEach(() => control(simulator, "DELETE", "scenario"));

const request = (id: string, text: string, more: object = {}) => ({
  custom_id: id,
  method: "POST",
  url: "/v1/chat/completions",
  body: { model, messages: [{ role: "user", content: text }], ...more },
});
const jsonl = (lines: readonly unknown[]) => lines.map((line) => JSON.stringify(line)).join("\n");
const requests = (count: number) =>
  Array.from({ length: count }, (_, at) => request(`row-${at}`, `Say exactly: answer ${at}`));

async function upload(content: BodyInit, { purpose = "batch", key = testKey } = {}) {
  const form = new FormData();
  form.set("purpose", purpose);
  form.set("file", new File([content as BlobPart], "requests.jsonl"));
  return readAnswer(
    await fetch(`${simulator.url}/v1/files`, {
      method: "POST",
      headers: { authorization: `Bearer ${key}` },
      body: form,
    }),
  );
}

const uploadedSchema = z.object({ data: z.object({ id: z.string() }) });
async function fileOf(lines: readonly unknown[]): Promise<string> {
  return uploadedSchema.parse((await upload(jsonl(lines))).json).data.id;
}

const batchSchema = z.looseObject({
  id: z.string(),
  status: z.string(),
  errors: z.array(z.string()).nullable(),
  output_file_id: z.string().nullable(),
  error_file_id: z.string().nullable(),
  request_counts: z.object({ total: z.number(), completed: z.number(), failed: z.number() }).nullable(),
});
type Batch = z.infer<typeof batchSchema>;

const creation = (fileId: string, more: object = {}) => ({
  input_file_id: fileId,
  endpoint: "/v1/chat/completions",
  completion_window: "24h",
  ...more,
});
async function create(lines: readonly unknown[], more: object = {}, scenario?: string): Promise<Batch> {
  const answer = await post(simulator, "/v1/batches", creation(await fileOf(lines), more), {
    ...(scenario !== undefined && { scenario }),
  });
  return batchSchema.parse(answer.json);
}
const look = async (id: string) => batchSchema.parse((await get(simulator, `/v1/batches/${id}`)).json);
async function until(id: string, ...states: string[]): Promise<Batch> {
  for (;;) {
    const batch = await look(id);
    if (states.includes(batch.status)) return batch;
  }
}

const resultSchema = z.object({
  custom_id: z.string(),
  response: z.object({ status_code: z.number(), body: z.unknown() }).nullable(),
  error: z.object({ code: z.string(), message: z.string() }).nullable(),
});
async function resultsOf(id: string | null) {
  if (id === null) return [];
  const { text } = await get(simulator, `/v1/files/${id}/content`);
  return text
    .trim()
    .split("\n")
    .map((line) => resultSchema.parse(JSON.parse(line)));
}

describe("a file", () => {
  it("is kept byte for byte, listed, and given out again", async () => {
    const content = jsonl(requests(3));
    const answer = await upload(content);
    expect(answer.json).toMatchObject({
      code: 20000,
      status: true,
      data: { object: "file", bytes: content.length, filename: "requests.jsonl", purpose: "batch" },
    });
    const { id } = uploadedSchema.parse(answer.json).data;
    expect(id).toMatch(/^file-[a-z]{10}$/);
    const sha256 = createHash("sha256").update(content).digest("hex");
    expect(simulator.requests().at(-1)?.body).toMatchObject({ file: expect.stringContaining(sha256) });
    expect((await get(simulator, "/v1/files?purpose=batch")).json).toMatchObject({
      data: { object: "file", data: [{ id, line_count: 3, bytes: content.length }] },
    });
    expect((await get(simulator, `/v1/files/${id}/content`)).text).toBe(content);
  });

  it("belongs to one account", async () => {
    const id = await fileOf(requests(1));
    const other = { authorization: "Bearer sk-other" };
    expect((await get(simulator, `/v1/files/${id}/content`, other)).status).toBe(404);
    expect((await get(simulator, "/v1/files", other)).json).toMatchObject({ data: { data: [] } });
    expect((await post(simulator, "/v1/batches", creation(id), { key: "sk-other" })).status).toBe(400);
  });

  it("is refused when it is empty, has over 5,000 lines, no purpose, or is no form", async () => {
    const line = "{}\n";
    expect((await upload("")).text).toContain("is empty");
    expect((await upload(line.repeat(5001))).text).toContain("at most 5000 lines");
    expect((await upload(line.repeat(5000))).status).toBe(200);
    expect((await upload(line, { purpose: "fine-tune" })).status).toBe(400);
    expect((await upload(line, { key: "sk-invalid" })).status).toBe(401);
    expect((await post(simulator, "/v1/files", { purpose: "batch" })).status).toBe(400);
    expect((await get(simulator, "/v1/files")).json).toMatchObject({
      data: { data: [{ line_count: 5000 }] },
    });
  });

  it("of which not all came is not kept", async () => {
    const leaving = new AbortController();
    const pieces = new ReadableStream({
      start(stream) {
        const head = '--x\r\ncontent-disposition: form-data; name="file"; filename="a.jsonl"\r\n\r\n{}\n';
        stream.enqueue(new TextEncoder().encode(head));
      },
    });
    const sent = fetch(`${simulator.url}/v1/files`, {
      method: "POST",
      headers: { authorization: `Bearer ${testKey}`, "content-type": "multipart/form-data; boundary=x" },
      body: pieces,
      duplex: "half",
      signal: leaving.signal,
    } as RequestInit);
    const entry = await simulator.whenRequest(({ path }) => path === "/v1/files");
    leaving.abort();
    await expect(sent).rejects.toThrow();
    await simulator.whenRequest(({ id, endedAt }) => id === entry.id && endedAt !== null);
    expect((await get(simulator, "/v1/files")).json).toMatchObject({ data: { data: [] } });
  });

  it("of many megabytes goes to the disk, not into memory", async () => {
    const megabyte = new Uint8Array(1024 * 1024).fill(32);
    const head =
      '--x\r\ncontent-disposition: form-data; name="purpose"\r\n\r\nbatch\r\n--x\r\ncontent-disposition: form-data; name="file"; filename="a.jsonl"\r\n\r\n';
    const hash = createHash("sha256");
    let left = 200;
    const pieces = new ReadableStream({
      start: (stream) => stream.enqueue(new TextEncoder().encode(head)),
      pull(stream) {
        left -= 1;
        if (left >= 0) {
          hash.update(megabyte);
          return stream.enqueue(megabyte);
        }
        stream.enqueue(new TextEncoder().encode("\r\n--x--\r\n"));
        stream.close();
      },
    });
    const answer = await readAnswer(
      await fetch(`${simulator.url}/v1/files`, {
        method: "POST",
        headers: { authorization: `Bearer ${testKey}`, "content-type": "multipart/form-data; boundary=x" },
        body: pieces,
        duplex: "half",
      } as RequestInit),
    );
    expect(answer.json).toMatchObject({ data: { bytes: 200 * 1024 * 1024 } });
    expect(simulator.requests().at(-1)?.body).toMatchObject({
      file: expect.stringContaining(hash.digest("hex")),
    });
  });
});

describe("a batch", () => {
  it("answers every request of its file, in another order, with the answers of single calls", async () => {
    const created = await create(requests(40), { metadata: { description: "a test" } });
    expect(created).toMatchObject({ status: "in_queue", request_counts: null });
    const batch = await until(created.id, "completed");
    expect(batch).toMatchObject({
      metadata: { description: "a test" },
      request_counts: { total: 40, completed: 40, failed: 0 },
      error_file_id: null,
    });
    const results = await resultsOf(batch.output_file_id);
    const ids = results.map(({ custom_id }) => custom_id);
    expect(ids).not.toEqual(requests(40).map(({ custom_id }) => custom_id));
    expect(ids.toSorted()).toEqual(
      requests(40)
        .map(({ custom_id }) => custom_id)
        .toSorted(),
    );
    expect(results.find(({ custom_id }) => custom_id === "row-7")?.response).toMatchObject({
      status_code: 200,
      body: { choices: [{ message: { content: "answer 7" } }], usage: { prompt_tokens: expect.any(Number) } },
    });
  });

  it("goes through its states, with the moments of each, as slowly as the pace says", async () => {
    await control(simulator, "POST", "pace", { speed: 1, batchQueueMs: 3_600_000, batchLineMs: 0 });
    const { id } = await create(requests(2));
    expect(await look(id)).toMatchObject({ status: "in_queue", in_progress_at: null });
    await control(simulator, "POST", "pace", { batchQueueMs: 0, batchLineMs: 3_600_000 });
    expect(await until(id, "in_progress")).toMatchObject({
      in_progress_at: expect.any(Number),
      request_counts: { total: 2, completed: 0, failed: 0 },
    });
    await control(simulator, "POST", "pace", { batchLineMs: 0, batchFinalizeMs: 3_600_000 });
    expect(await until(id, "finalizing")).toMatchObject({
      finalizing_at: expect.any(Number),
      output_file_id: null,
    });
    await control(simulator, "POST", "pace", { batchFinalizeMs: 0 });
    expect(await until(id, "completed")).toMatchObject({
      completed_at: expect.any(Number),
      output_file_id: expect.stringMatching(/^file-/),
    });
  });

  it("puts requests that were refused into a file of their own", async () => {
    const lines = [request("good", "hello"), request("hot", "hello", { temperature: 9 })];
    const { id } = await create(lines);
    const batch = await until(id, "completed");
    expect(batch.request_counts).toEqual({ total: 2, completed: 1, failed: 1 });
    expect(await resultsOf(batch.error_file_id)).toMatchObject([
      { custom_id: "hot", response: { status_code: 400 }, error: { code: "20015" } },
    ]);
  });

  it("fails before any work when a line is wrong, and names each of them", async () => {
    const lines = [
      request("a", "hello"),
      request("a", "hello"),
      { ...request("b", "x"), url: "/v1/embeddings" },
      [1],
      null,
      { ...request("c", "x"), body: "text" },
      request("d", "x", { messages: [{ role: "assistant", content: "x" }] }),
      request("e", "x", { model: "Qwen/Qwen3-8B" }),
      request("", "x"),
    ];
    const batch = await until((await create(lines)).id, "failed");
    expect(batch.errors?.map((error) => error.split(":")[0])).toEqual(
      [2, 3, 4, 5, 6, 7, 8, 9].map((line) => `line ${line}`),
    );
    expect(batch).toMatchObject({ output_file_id: null, error_file_id: null });
  });

  it("is answered by the model in replace, and by one that takes batches only", async () => {
    const lines = [request("a", "who?", { model: "Qwen/Qwen3-8B" })];
    expect((await until((await create(lines)).id, "failed")).errors?.[0]).toContain("takes no batches");
    const batch = await until((await create(lines, { replace: { model } })).id, "completed");
    expect(await resultsOf(batch.output_file_id)).toMatchObject([{ response: { body: { model } } }]);
    const fileId = await fileOf(lines);
    const wrong = (replaced: string) =>
      post(simulator, "/v1/batches", creation(fileId, { replace: { model: replaced } }));
    expect((await wrong("nobody/knows")).json).toMatchObject({ code: 20012 });
    expect((await wrong("Qwen/Qwen3-8B")).json).toMatchObject({ code: 20015 });
  });

  it("is refused for a window out of bounds, an unknown file, or an empty balance", async () => {
    const fileId = await fileOf(requests(1));
    const tried = async (more: object) =>
      (await post(simulator, "/v1/batches", creation(fileId, more))).status;
    expect(await tried({ completion_window: "23h" })).toBe(400);
    expect(await tried({ completion_window: "337h" })).toBe(400);
    expect(await tried({ completion_window: "336h" })).toBe(200);
    expect(await tried({ input_file_id: "file-unknown" })).toBe(400);
    const broke = await upload(jsonl(requests(1)), { key: "sk-broke" });
    const { id } = uploadedSchema.parse(broke.json).data;
    expect((await post(simulator, "/v1/batches", creation(id), { key: "sk-broke" })).status).toBe(402);
  });

  it("is cancelling until what is being answered is, and keeps what was answered", async () => {
    const takes = (batchLineMs: number) =>
      control(simulator, "POST", "pace", { speed: 1, batchQueueMs: 0, batchLineMs, batchFinalizeMs: 0 });
    await takes(5);
    const { id } = await create(requests(2000));
    while (((await look(id)).request_counts?.completed ?? 0) < 3);
    await takes(60_000);
    expect((await post(simulator, `/v1/batches/${id}/cancel`, {})).json).toMatchObject({
      status: "cancelling",
    });
    const { status, request_counts: before } = await look(id);
    expect(status).toBe("cancelling");
    await takes(0);
    const batch = await until(id, "cancelled");
    expect(batch.request_counts?.completed).toBe((before?.completed ?? 0) + 1);
    expect(batch).toMatchObject({ cancelling_at: expect.any(Number), cancelled_at: expect.any(Number) });
    expect(await resultsOf(batch.output_file_id)).toHaveLength(batch.request_counts?.completed ?? 0);
    expect((await post(simulator, `/v1/batches/${id}/cancel`, {})).status).toBe(400);
  });

  it("expires when its window is over: what was not answered is told apart", async () => {
    await control(simulator, "POST", "pace", {
      speed: 1,
      batchQueueMs: 0,
      batchLineMs: 2,
      batchFinalizeMs: 0,
      batchHourMs: 4,
    });
    const { id } = await create(requests(300));
    const batch = await until(id, "expired");
    const [answered, expired] = await Promise.all([
      resultsOf(batch.output_file_id),
      resultsOf(batch.error_file_id),
    ]);
    expect(answered.length + expired.length).toBe(300);
    expect(expired.at(-1)).toMatchObject({ response: null, error: { code: "batch_expired" } });
  });

  it("is listed by pages, the newest first", async () => {
    const ids: string[] = [];
    for (let count = 0; count < 5; count += 1) ids.unshift((await create(requests(1))).id);
    const page = async (query: string) =>
      z
        .object({
          data: z.array(z.looseObject({ id: z.string() })),
          has_more: z.boolean(),
          last_id: z.string(),
        })
        .parse((await get(simulator, `/v1/batches?${query}`)).json);
    const first = await page("limit=2");
    expect(first).toMatchObject({
      data: [{ id: ids[0], file_name: "requests.jsonl" }, { id: ids[1] }],
      has_more: true,
    });
    const rest = await page(`limit=10&after=${first.last_id}`);
    expect([rest.data.map(({ id }) => id), rest.has_more]).toEqual([ids.slice(2), false]);
  });

  it("has faults of its own", async () => {
    const ended = async (scenario: string) => {
      const { id } = await create(requests(10), {}, scenario);
      return until(id, "completed", "failed", "expired", "paused");
    };
    expect((await ended("batch-failed")).errors).toEqual(["line 1: is not valid JSON"]);
    expect((await ended("batch-unknown-status")).status).toBe("paused");
    expect((await ended("batch-line-error;every=5")).request_counts).toMatchObject({
      completed: 8,
      failed: 2,
    });
    expect(await resultsOf((await ended("batch-missing;every=5")).output_file_id)).toHaveLength(8);
    expect(await resultsOf((await ended("batch-twice;every=5")).output_file_id)).toHaveLength(12);
    expect((await ended("batch-expire;after=4")).request_counts).toMatchObject({ completed: 4, failed: 6 });
    const { id } = await create(requests(1), {}, "batch-stuck;status=in_queue");
    expect(await look(id)).toMatchObject({ status: "in_queue" });
    await post(simulator, `/v1/batches/${id}/cancel`, {});
    expect(await until(id, "cancelled")).toMatchObject({ output_file_id: null });
  });
});
