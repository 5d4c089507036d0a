import { brotliDecompressSync, gunzipSync, inflateSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Simulator, startSimulator } from "@/lib/simulator/simulator";
import {
  chat,
  chunkedBody,
  chunksOf,
  dataOf,
  drainSocket,
  openChat,
  parsed,
  rawChat,
  streamedText,
} from "@/lib/simulator/test-client";

const said = "你好🌍 one two three";
const body = {
  model: "deepseek-ai/DeepSeek-V3",
  messages: [{ role: "user", content: `say exactly: ${said}` }],
  stream: true,
};

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator({ speed: 0, seed: "faults", now: () => 1_700_000_000_000 });
});
afterAll(() => simulator.close());

const under = (scenario: string, more: object = {}) => chat(simulator, { ...body, ...more }, { scenario });

/** The stream without its ids, which differ from request to request. */
const anonymous = (text: string): string => text.replaceAll(/"id":"[0-9a-f]{32}"/g, '"id":""');

async function bytesUnder(scenario: string) {
  const { bytes, error } = await drainSocket(rawChat(simulator, body, scenario));
  return { ...chunkedBody(bytes), bytes, error };
}

describe("streams that end too early", () => {
  it("cuts at the byte that is asked for, wherever that is", async () => {
    const whole = Buffer.concat((await bytesUnder("no-space")).pieces);
    for (const cut of [0, 1, 57, 400, 401, 402, whole.length - 1]) {
      const { pieces, complete } = await bytesUnder(`no-space + cut-at-byte;bytes=${cut}`);
      expect(Buffer.concat(pieces)).toHaveLength(cut);
      expect(complete).toBe(false);
    }
  });

  it("resets the connection before any header, and has the request in the log", async () => {
    const { bytes, error } = await drainSocket(rawChat(simulator, body, "reset"));
    expect(bytes).toHaveLength(0);
    expect(error).toBe("ECONNRESET");
    expect(simulator.requests().at(-1)).toMatchObject({ scenarios: ["reset"], status: null, body });
  });

  it("resets the connection after the work was done", async () => {
    const { bytes, error } = await drainSocket(rawChat(simulator, body, "reset;when=after"));
    expect([bytes.length, error]).toEqual([0, "ECONNRESET"]);
  });

  it("destroys the socket after some frames, or ends the body cleanly there", async () => {
    const cut = await bytesUnder("cut-after-frames;frames=2");
    expect(cut.complete).toBe(false);
    expect(dataOf(Buffer.concat(cut.pieces).toString())).toHaveLength(2);
    const ended = await bytesUnder("end-after-frames;frames=2");
    expect(ended.complete).toBe(true);
    expect(dataOf(Buffer.concat(ended.pieces).toString())).toHaveLength(2);
  });

  it("leaves out [DONE], or the finish_reason", async () => {
    const undone = (await under("missing-done")).text;
    expect(undone).not.toContain("[DONE]");
    expect(streamedText(undone).content).toBe(said);
    const unfinished = (await under("missing-finish")).text;
    expect(unfinished).toContain("[DONE]");
    expect(chunksOf(unfinished).some((chunk) => chunk.choices[0]?.finish_reason !== null)).toBe(false);
    expect((await under("missing-finish;done=false")).text).not.toContain("[DONE]");
  });

  it("stalls until the client leaves, or for a time", async () => {
    const abort = new AbortController();
    const response = await openChat(simulator, body, { scenario: "stall;frames=3", signal: abort.signal });
    const reader = response.body?.getReader();
    let text = "";
    while (dataOf(text).length < 3) text += Buffer.from((await reader?.read())?.value ?? []).toString();
    expect(dataOf(text)).toHaveLength(3);
    const { id } = simulator.requests().at(-1) ?? { id: 0 };
    expect(simulator.requests().at(-1)?.endedAt).toBeNull();
    abort.abort();
    const entry = await simulator.whenRequest((one) => one.id === id && one.closedByClient !== null);
    expect(entry.status).toBe(200);
    expect(streamedText((await under("stall;frames=3,ms=1")).text).content).toBe(said);
  });
});

describe("the same events in other clothes", () => {
  const plain = async () => anonymous((await under("split;bytes=1000")).text);

  it("changes line ends, the space, comments, the mark, retry and nothing else", async () => {
    const normal = await plain();
    const clothes = async (scenario: string) => anonymous((await under(scenario)).text);
    expect((await clothes("crlf")).replaceAll("\r\n", "\n")).toBe(normal);
    const carriage = await clothes("cr");
    expect(carriage).not.toContain("\n");
    expect(carriage.replaceAll("\r", "\n")).toBe(normal);
    expect((await clothes("no-space")).replaceAll(/^data:/gm, "data: ")).toBe(normal);
    expect((await clothes("comments")).replaceAll(/^: keep-alive\n/gm, "")).toBe(normal);
    expect(await clothes("retry-line;ms=5")).toBe(`retry: 5\n\n${normal}`);
    const marked = Buffer.concat((await bytesUnder("byte-order-mark")).pieces);
    expect(marked.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
  });

  it("spreads an event over several data lines that join into the same JSON", async () => {
    const lines = (await under("multi-line-data")).text;
    const joined = lines
      .split("\n\n")
      .filter((event) => event !== "")
      .map((event) => event.replaceAll(/^data: /gm, ""));
    expect(joined[0]).toContain("\n");
    const flat = joined.map((data) => (data === "[DONE]" ? data : JSON.stringify(parsed(data))));
    expect(anonymous(flat.map((data) => `data: ${data}\n\n`).join(""))).toBe(await plain());
  });

  it("writes any number of bytes at a time, through the middle of characters", async () => {
    for (const size of [1, 2, 3, 7]) {
      const { pieces, complete } = await bytesUnder(`split;bytes=${size}`);
      expect(pieces.every((piece) => piece.length <= size)).toBe(true);
      expect(complete).toBe(true);
      expect(streamedText(Buffer.concat(pieces).toString()).content).toBe(said);
    }
  });

  it.each([
    ["gzip", gunzipSync],
    ["br", brotliDecompressSync],
    ["deflate", inflateSync],
  ] as const)("compresses with %s, event by event", async (encoding, decompress) => {
    const { bytes, pieces } = await bytesUnder(`compressed;encoding=${encoding}`);
    expect(bytes.toString("latin1")).toContain(`content-encoding: ${encoding}\r\n`);
    expect(pieces.length).toBeGreaterThan(5);
    expect(streamedText(decompress(Buffer.concat(pieces)).toString()).content).toBe(said);
  });

  it("compresses plain answers too, without a stale length", async () => {
    const answer = await under("compressed", { stream: false });
    expect(answer.headers.get("content-length")).toBeNull();
    expect(answer.json).toMatchObject({ choices: [{ message: { content: said } }] });
  });
});

describe("frames that a reader has to survive", () => {
  it("puts an error object in the stream, in each shape, and ends", async () => {
    const last = async (scenario: string) => dataOf((await under(scenario)).text).at(-1);
    expect(await last("error-in-stream")).toBe(
      '{"code":50507,"message":"Request failed: Unknown error.","data":null}',
    );
    expect(parsed((await last("error-in-stream;shape=openai")) ?? "")).toMatchObject({
      error: { code: "50507" },
    });
    expect(await last("error-in-stream;shape=string")).toBe('"Request failed: Unknown error."');
    expect(await last("error-in-stream;done=true")).toBe("[DONE]");
  });

  it.each([
    ["empty-choices", '"choices":[]'],
    ["no-delta", '"choices":[{"index":0,"finish_reason":null}]'],
    ["null-delta", '"content":null,"reasoning_content":null,"role":null'],
    ["bad-json-frame", 'data: {"id":"broken","choices":[{"index":0,"delta":{"cont\n\n'],
    ["empty-data", "data: \n\n"],
    ["unknown-fields", '"x_future"'],
    ["filter-results", '"content_filter_results":{"hate":{"filtered":false}'],
    ["empty-idle-fields", '"reasoning_content":"","role":"assistant"},"finish_reason":""'],
  ])("%s is in the stream, and the answer is all there", async (scenario, expected) => {
    const { text } = await under(scenario);
    expect(text).toContain(expected);
    const readable = dataOf(text).filter((data) => Object(parsed(data)).choices?.[0]?.delta !== undefined);
    expect(streamedText(readable.map((data) => `data: ${data}`).join("\n\n")).content).toBe(said);
    expect(text.endsWith("data: [DONE]\n\n")).toBe(true);
  });

  it("sends a frame as large as asked for", async () => {
    const { text } = await under(`huge-frame;bytes=${8 * 1024 * 1024}`);
    expect(Math.max(...dataOf(text).map((data) => data.length))).toBeGreaterThan(8 * 1024 * 1024);
    expect(chunksOf(text).at(-1)?.choices[0]?.finish_reason).toBe("stop");
  });

  it("sends text frames twice", async () => {
    const { text } = await under("duplicate-tokens");
    expect(streamedText(text).content.length).toBe(said.length * 2);
  });
});

describe("answers that are wrong in themselves", () => {
  it("has no usage, or a negative or odd one, streamed and plain", async () => {
    expect((await under("usage-missing")).text).not.toContain("usage");
    expect((await under("usage-missing", { stream: false })).text).not.toContain("usage");
    expect(chunksOf((await under("usage-negative")).text)[0]?.usage?.prompt_tokens).toBe(-1);
    expect((await under("usage-odd", { stream: false })).text).toContain('"total_tokens":"many"');
    expect(chunksOf((await under("usage-last-chunk")).text).filter((chunk) => chunk.usage)).toHaveLength(1);
  });

  it("is empty, null, or all in reasoning_content", async () => {
    expect(streamedText((await under("empty-answer")).text)).toEqual({ content: "", reasoning: "" });
    expect(streamedText((await under("null-content")).text).content).toBe("");
    expect((await under("null-content", { stream: false })).text).toContain('"content":null');
    expect(streamedText((await under("answer-in-reasoning")).text)).toEqual({ content: "", reasoning: said });
    const tagged = streamedText((await under("think-tags", { model: "deepseek-ai/DeepSeek-R1" })).text);
    expect(tagged.content).toMatch(/^<think>[\s\S]+<\/think>/);
    expect(tagged.reasoning).toBe("");
  });

  it("breaks tool-call deltas as GLM-4-9B does, and makes several calls at once", async () => {
    const tools = ["one", "two"].map((name) => ({ type: "function", function: { name } }));
    const more = { tools, tool_choice: "required" };
    const broken = chunksOf((await under("broken-tool-calls", more)).text);
    const parts = broken.flatMap((chunk) => chunk.choices[0]?.delta.tool_calls ?? []);
    expect(parts.every((part) => part.id === null && part.function.name === "")).toBe(true);
    expect(parts.map((part) => part.function.arguments).join("")).toBe("one\n{}");
    const two = chunksOf((await under("parallel-tool-calls;count=2", more)).text);
    const indexes = two
      .flatMap((chunk) => chunk.choices[0]?.delta.tool_calls ?? [])
      .map((part) => part.index);
    expect(new Set(indexes)).toEqual(new Set([0, 1]));
  });

  it("comes as a plain completion, as HTML, or under another type, with status 200", async () => {
    const plain = await under("json-instead-of-stream");
    expect(plain.json).toMatchObject({ object: "chat.completion" });
    const page = await under("html-200");
    expect([page.status, page.headers.get("content-type")]).toEqual([200, "text/html; charset=utf-8"]);
    expect((await under("content-type;type=text/plain")).headers.get("content-type")).toBe("text/plain");
    expect((await under("json-200-error")).json).toMatchObject({ code: 50507 });
    expect((await under("empty-body")).text).toBe("");
    expect((await under("bad-json-body")).json).toBeUndefined();
    const finish = chunksOf((await under("finish-reason;value=eos")).text).at(-1);
    expect(finish?.choices[0]?.finish_reason).toBe("eos");
  });
});
