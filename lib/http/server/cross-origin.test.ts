import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, test, vi } from "vitest";
import { ok } from "@/lib/core/result";

const mine = "https://chat.example";

let server: Server;
let url: string;

async function open(settings: Record<string, string>): Promise<void> {
  vi.resetModules();
  vi.unstubAllEnvs();
  vi.stubEnv("LOG_LEVEL", "silent");
  for (const [name, value] of Object.entries(settings)) vi.stubEnv(name, value);
  Reflect.deleteProperty(globalThis, "playgroundClientKeys");
  const { defineRoute } = await import("./define-route");
  const { createNodeDoor } = await import("./node-adapter");
  const handle = async () => ok({ kind: "json", body: { fine: true } } as const);
  const door = createNodeDoor([
    defineRoute({ method: "GET", path: "/v1/models", door: "client", handle }),
    defineRoute({ method: "*", path: "/v1/*path", door: "client", handle }),
    defineRoute({ method: "GET", path: "/api/models", door: "browser", handle }),
  ]);
  server = createServer((request, response) => void door(request, response));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

afterEach(() => {
  server.close();
  server.closeAllConnections();
});

const call = (origin: string, more: Record<string, string> = {}, method = "GET", path = "/v1/models") =>
  fetch(url + path, { method, headers: { origin, ...more } });
const preflight = (origin: string, path = "/v1/chat/completions") =>
  call(
    origin,
    {
      "access-control-request-method": "POST",
      "access-control-request-headers": "authorization,content-type,x-stainless-os",
    },
    "OPTIONS",
    path,
  );
const bearer = { authorization: "Bearer sk-key" };
const allowed = (answer: Response) => answer.headers.get("access-control-allow-origin");

describe("a page of an origin that is named", () => {
  test("may call with a key, and read the answer and why it was refused", async () => {
    await open({ CLIENT_ORIGINS: `${mine}, https://other.example`, ALLOW_CLIENT_KEYS: "sk-key" });
    const asked = await preflight(mine);
    expect([asked.status, allowed(asked)]).toEqual([204, mine]);
    expect(asked.headers.get("access-control-allow-headers")).toContain("x-stainless-os");
    expect(asked.headers.get("access-control-allow-credentials")).toBeNull();
    const answer = await call(mine, bearer);
    expect([answer.status, allowed(answer), answer.headers.get("vary")]).toEqual([200, mine, "origin"]);
    const refused = await call(mine);
    expect([refused.status, allowed(refused)]).toEqual([401, mine]);
  });

  test("is one of all with a star", async () => {
    await open({ CLIENT_ORIGINS: "*", ALLOW_CLIENT_KEYS: "sk-key" });
    expect(allowed(await call("https://anything.example", bearer))).toBe("https://anything.example");
  });

  test("is nobody at the browser's door", async () => {
    await open({ CLIENT_ORIGINS: "*", ALLOW_CLIENT_KEYS: "sk-key" });
    const answer = await call(mine, { "sec-fetch-site": "cross-site" }, "GET", "/api/models");
    expect([answer.status, allowed(answer)]).toEqual([403, null]);
  });
});

test.each([
  [
    "of an origin that is not named",
    { CLIENT_ORIGINS: mine, ALLOW_CLIENT_KEYS: "sk-key" },
    "https://evil.example",
  ],
  ["where no origin is named", { ALLOW_CLIENT_KEYS: "sk-key" }, mine],
  ["where programs need no key", { CLIENT_ORIGINS: "*" }, mine],
])("a page %s reads nothing", async (_, settings, origin) => {
  await open(settings);
  const asked = await preflight(origin);
  expect(allowed(asked)).toBeNull();
  expect(asked.status).toBeGreaterThanOrEqual(400);
  expect(allowed(await call(origin, bearer))).toBeNull();
});
