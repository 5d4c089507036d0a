import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { BlobStore, uploadRules } from "@/lib/media/server/blob-store";
import { uploadOf } from "@/lib/media/server/request-body";
import { createUpstream } from "@/lib/siliconflow/server/upstream";
import { type Simulator, startSimulator } from "@/lib/simulator/simulator";
import { control } from "@/lib/simulator/test-client";
import type { VoiceForm } from "../voice";
import { Voices } from "./voices";

const clocks = {
  connectTimeoutMs: 2000,
  firstByteTimeoutMs: 5000,
  idleTimeoutMs: 5000,
  totalTimeoutMs: 20_000,
};
const model = "FunAudioLLM/CosyVoice2-0.5B";

let directory: string;
let simulator: Simulator;
let uploads: BlobStore;
let voices: Voices;

beforeEach(async () => {
  directory = await mkdtemp(path.join(tmpdir(), "voices-"));
  simulator = await startSimulator({ speed: 0, strict: true });
  uploads = new BlobStore(directory, uploadRules(1e9));
  const upstream = createUpstream({ ...clocks, baseUrl: `${simulator.url}/v1`, apiKey: "sk-test" });
  voices = new Voices({ upstream, fileOf: (reference) => uploadOf([uploads], reference) });
});
afterEach(async () => {
  await simulator.close();
  await rm(directory, { recursive: true });
});

/** A recording of eight seconds or so, as an upload. */
async function recording(): Promise<string> {
  const reply = await fetch(`${simulator.url}/v1/audio/speech`, {
    method: "POST",
    headers: { authorization: "Bearer sk-test", "content-type": "application/json" },
    body: JSON.stringify({
      model,
      voice: `${model}:anna`,
      response_format: "wav",
      input: "This is how I speak when I read a sentence or two aloud to somebody.",
    }),
  });
  const sound = Buffer.from(await reply.arrayBuffer());
  const { id } = await uploads.put(
    (async function* () {
      yield sound;
    })(),
  );
  return `blob:${id}`;
}

const scenario = (name: string, params: Record<string, string | number> = {}) =>
  control(simulator, "POST", "scenario", { name, params });
const make = async (name: string, form: VoiceForm = "file") =>
  voices.make({ recording: await recording(), model, name, text: "This is how I speak.", form });

async function list() {
  const listed = await voices.list();
  if (!listed.ok) throw new Error(listed.error.code);
  return listed.value;
}

test("a refusal with status 200 is a refusal, never an empty list, a voice or a deletion", async () => {
  await scenario("json-200-error");
  const asked = { recording: "", model, name: "me", text: "Hello.", form: "base64" } as const;
  const upstream = createUpstream({ ...clocks, baseUrl: `${simulator.url}/v1`, apiKey: "sk-test" });
  const file = { path: "package.json", bytes: 1, type: "audio/wav" };
  const mine = new Voices({ upstream, fileOf: async () => ({ ok: true, value: file }) });
  for (const answer of [mine.list(), mine.make(asked), mine.remove("speech:a:b:c")])
    expect(await answer).toMatchObject({ ok: false, error: { detail: expect.stringContaining("Unknown") } });
});

describe("a voice of one's own", () => {
  test.each(["file", "base64"] as const)(
    "is made from a recording that travels as %s, listed and deleted",
    async (form) => {
      expect(await list()).toEqual([]);
      const made = await make("my-voice", form);
      const uri = made.ok ? made.value : "";
      expect(uri).toMatch(/^speech:my-voice:/);
      expect(await list()).toEqual([{ uri, name: "my-voice", model, text: "This is how I speak." }]);
      expect(await voices.remove(uri)).toMatchObject({ ok: true });
      expect(await list()).toEqual([]);
    },
  );

  test("whose recording is gone from the server is not asked for", async () => {
    const missing = {
      recording: `blob:blob_${"0".repeat(64)}`,
      model,
      name: "none",
      text: "no",
      form: "file",
    } as const;
    expect(await voices.make(missing)).toMatchObject({ ok: false, error: { code: "blob-missing" } });
    expect(simulator.requests()).toEqual([]);
  });

  test("that SiliconFlow refuses says why", async () => {
    await scenario("error-403");
    expect(await make("mine")).toMatchObject({ ok: false, error: { upstreamStatus: 403 } });
  });
});

describe("the list", () => {
  test("is read under both names that it has", async () => {
    await make("mine");
    for (const key of ["results", "result"]) {
      await scenario("voices-key", { key });
      expect((await list()).map(({ name }) => name)).toEqual(["mine"]);
      await control(simulator, "DELETE", "scenario");
    }
  });

  test("leaves out what is no voice, and names each once", async () => {
    await make("mine");
    await scenario("voices-odd");
    expect((await list()).map(({ name }) => name)).toEqual(["mine"]);
    await control(simulator, "DELETE", "scenario");
    await scenario("voices-null");
    expect(await list()).toEqual([]);
  });

  test("that cannot be read is a failure", async () => {
    await scenario("html-200");
    expect(await voices.list()).toMatchObject({ ok: false, error: { code: "malformed-response" } });
  });
});
