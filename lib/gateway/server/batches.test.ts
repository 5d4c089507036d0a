import OpenAI, { toFile } from "openai";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { appError } from "@/lib/core/app-error";
import { err } from "@/lib/core/result";
import { type Simulator, startSimulator } from "@/lib/simulator/simulator";
import { control } from "@/lib/simulator/test-client";
import { ModelOffer } from "./model-offer";
import { openTestDoor, type TestDoor } from "./test-door";

vi.stubEnv("LOG_LEVEL", "silent");

let simulator: Simulator;
const doors: TestDoor[] = [];

beforeAll(async () => {
  simulator = await startSimulator({ speed: 0, seed: "batches" });
});
afterAll(() => simulator.close());
afterEach(async () => {
  for (const door of doors.splice(0)) await door.close();
  await control(simulator, "POST", "reset");
});

const model = "deepseek-ai/DeepSeek-V3";
const line = {
  custom_id: "a",
  method: "POST",
  url: "/v1/chat/completions",
  body: { model, messages: [{ role: "user", content: "Hello" }] },
};
const order = { endpoint: "/v1/chat/completions", completion_window: "24h" } as const;

async function open(more: Partial<Parameters<typeof openTestDoor>[0]> = {}) {
  const door = await openTestDoor({ baseUrl: `${simulator.url}/v1`, ...more });
  doors.push(door);
  return { door, client: new OpenAI({ apiKey: "sk-test", baseURL: `${door.url}/v1`, maxRetries: 0 }) };
}

const uploaded = async (client: OpenAI) =>
  (
    await client.files.create({
      file: await toFile(Buffer.from(JSON.stringify(line)), "in.jsonl"),
      purpose: "batch",
    })
  ).id;

async function results(client: OpenAI): Promise<string> {
  const { id } = await client.batches.create({ ...order, input_file_id: await uploaded(client) });
  return vi.waitFor(
    async () => {
      const { output_file_id: file } = await client.batches.retrieve(id);
      expect(file).toBeTruthy();
      return file ?? "";
    },
    { timeout: 10_000 },
  );
}

test("what a batch cost is written down also where its key may begin nothing more", async () => {
  const { client } = await open();
  const file = await results(client);
  const poor = await open({
    gates: [() => err(appError("key-limit-reached", { limit: "requestsPerMinute" }))],
  });
  expect(await (await poor.client.files.content(file)).text()).toContain('"custom_id":"a"');
  await vi.waitFor(() => expect(poor.door.ledger).toMatchObject([{ operation: "batches", model }]));
});

test("where not every model may be used, a batch has to say which is", async () => {
  const offer = new ModelOffer({ patterns: ["deepseek-ai/*"], named: [], providerLabel: "Label" });
  const { client } = await open({ offer, gates: [offer.gate] });
  const asked = { ...order, input_file_id: await uploaded(client) };
  const refused = await client.batches.create(asked).catch((thrown: unknown) => thrown);
  expect(refused).toMatchObject({ status: 400, param: "replace.model" });
  const named = (id: string) => client.post("/batches", { body: { ...asked, replace: { model: id } } });
  await expect(named("Qwen/Qwen3-8B")).rejects.toMatchObject({ status: 404, code: "model_not_found" });
  expect(await named(model)).toMatchObject({ object: "batch" });
});
