import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createUpstream } from "@/lib/siliconflow/server/upstream";
import { type Simulator, startSimulator } from "@/lib/simulator/simulator";
import { control } from "@/lib/simulator/test-client";
import { accountSchema } from "../account";
import { readAccount } from "./account";

let simulator: Simulator;
beforeEach(async () => {
  simulator = await startSimulator({ speed: 0 });
});
afterEach(() => simulator.close());

const scenario = (name: string) => control(simulator, "POST", "scenario", { name, params: {} });

function read(apiKey = "sk-secret-key") {
  const clocks = {
    connectTimeoutMs: 2000,
    firstByteTimeoutMs: 500,
    idleTimeoutMs: 500,
    totalTimeoutMs: 2000,
  };
  const upstream = createUpstream({ ...clocks, baseUrl: `${simulator.url}/v1`, apiKey });
  return readAccount(upstream, new AbortController().signal);
}

describe("the account", () => {
  test("is no longer told of by SiliconFlow", async () => {
    expect(await read()).toEqual({ ok: true, value: { state: "withdrawn" } });
  });

  test("is as good as withdrawn where there never was one", async () => {
    await scenario("error-404");
    expect(await read()).toEqual({ ok: true, value: { state: "withdrawn" } });
  });

  test("is told as it came where a service still does, blank fields as not given, and never the key", async () => {
    await scenario("legacy-user-info");
    const account = await read();
    if (!account.ok) throw new Error(account.error.code);
    expect(accountSchema.parse(account.value)).toEqual(account.value);
    expect(account.value).toMatchObject({ state: "known", totalBalance: "88.88", email: null });
    expect(JSON.stringify(account.value)).not.toContain("sk-");
  });

  test.each([
    ["error-30014", "upstream-key-invalid"],
    ["error-50602", "rate-limited"],
    ["error-50507", "upstream-failed"],
    ["bad-json-body", "malformed-response"],
    ["html-200", "malformed-response"],
    ["reset", "upstream-unreachable"],
    ["slow-headers", "first-byte-timeout"],
  ])("says what is wrong otherwise: %s", async (name, code) => {
    await scenario("legacy-user-info");
    await scenario(name);
    expect(await read()).toMatchObject({ ok: false, error: { code } });
  });
});
