import { createServer } from "node:http";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { defineRoute } from "@/lib/http/server/define-route";
import { createNodeDoor } from "@/lib/http/server/node-adapter";
import { modelListResponseSchema } from "@/lib/siliconflow/schema/models";
import { createUpstream } from "@/lib/siliconflow/server/upstream";
import { type Simulator, startSimulator } from "@/lib/simulator/simulator";
import { control, get } from "@/lib/simulator/test-client";
import { ModelOffer } from "./model-offer";
import { relayModels } from "./relay-models";

vi.stubEnv("LOG_LEVEL", "silent");

let simulator: Simulator;
let url: string;
const gateway = createServer();

beforeAll(async () => {
  simulator = await startSimulator({ speed: 0 });
  const clocks = {
    connectTimeoutMs: 1000,
    firstByteTimeoutMs: 300,
    idleTimeoutMs: 300,
    totalTimeoutMs: 5000,
  };
  const upstream = createUpstream({ ...clocks, baseUrl: `${simulator.url}/v1`, apiKey: "sk-test" });
  const offer = new ModelOffer({ patterns: [], named: [], providerLabel: "SiliconFlow" });
  const route = defineRoute({
    method: "GET",
    path: "/v1/models",
    door: "client",
    handle: (request) => relayModels({ upstream, offer }, request),
  });
  gateway.on("request", createNodeDoor([route]));
  await new Promise<void>((resolve) => gateway.listen(0, "127.0.0.1", resolve));
  const address = gateway.address();
  url = typeof address === "object" && address ? `http://127.0.0.1:${address.port}` : "";
});
afterAll(async () => {
  gateway.close();
  gateway.closeAllConnections();
  await simulator.close();
});
afterEach(async () => {
  await control(simulator, "POST", "reset");
});

const idsOf = (list: { data: { id: string }[] }) => list.data.map(({ id }) => id);

describe("GET /v1/models", () => {
  test("lists what SiliconFlow lists", async () => {
    const answer = await fetch(`${url}/v1/models`);
    const list = await answer.json();
    const { json } = await get(simulator, "/v1/models");
    const { data } = modelListResponseSchema.parse(json);
    expect(list.data).toEqual(data.map((model) => ({ ...model, owned_by: "SiliconFlow" })));
    expect(idsOf(list).length).toBeGreaterThan(20);
  });

  test("passes SiliconFlow's two filters on and keeps anything else here", async () => {
    const answer = await fetch(`${url}/v1/models?sub_type=chat&type=text&base_url=http://evil.example&key=x`);
    expect(idsOf(await answer.json()).length).toBeGreaterThan(5);
    expect(simulator.requests().map(({ path }) => path)).toEqual(["/v1/models?type=text&sub_type=chat"]);
    await fetch(`${url}/v1/models?sub_type=${encodeURIComponent("chat&x=1#")}`);
    expect(simulator.requests().at(-1)?.path).toBe("/v1/models?sub_type=chat%26x%3D1%23");
  });

  test.each([
    ["error-30014", 502, "upstream-key-invalid"],
    ["error-50505", 503, "overloaded"],
    ["html-200", 502, "malformed-response"],
    ["bad-json-body", 502, "malformed-response"],
    ["cut-at-byte", 502, "stream-truncated"],
    ["reset", 502, "upstream-unreachable"],
    ["slow-headers", 504, "first-byte-timeout"],
  ])("says in OpenAI's form what went wrong: %s", async (name, status, code) => {
    await control(simulator, "POST", "scenario", { name });
    const answer = await fetch(`${url}/v1/models`);
    expect(answer.status).toBe(status);
    expect(await answer.json()).toEqual({
      error: { message: expect.any(String), type: "server_error", param: null, code },
    });
    expect(simulator.requests()).toHaveLength(1);
  });
});
