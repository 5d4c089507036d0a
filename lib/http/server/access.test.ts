import { describe, expect, test } from "vitest";
import { ClientKeys } from "@/lib/keys/server/client-keys";
import { type Door, passDoor } from "./access";

const local = {
  host: "127.0.0.1",
  allowedHosts: [] as string[],
  clientKeys: [] as string[],
  metricsToken: undefined as string | undefined,
};

function verdict(
  door: Door,
  headers: Record<string, string>,
  options: { method?: string; peer?: string; settings?: Partial<typeof local> } = {},
) {
  const all: Record<string, string> = { host: "127.0.0.1:3000", ...headers };
  const request = {
    method: options.method ?? "POST",
    header: (name: string) => all[name],
    peerAddress: options.peer ?? "127.0.0.1",
  };
  const settings = { ...local, ...options.settings };
  const keys = new ClientKeys({ environment: settings.clientKeys });
  const passed = passDoor(door, request, settings, keys);
  return passed.ok ? "passes" : passed.error.code;
}

const own = { origin: "http://127.0.0.1:3000", "sec-fetch-site": "same-origin" };

describe("the browser door", () => {
  test("takes the page's own calls", () => {
    expect(verdict("browser", own)).toBe("passes");
    expect(verdict("browser", { "sec-fetch-site": "same-origin" })).toBe("passes");
    expect(verdict("browser", {}, { method: "GET" })).toBe("passes");
  });

  test.each([
    ["another origin", { origin: "https://evil.example" }],
    ["another port of this machine", { origin: "http://127.0.0.1:4000" }],
    ["a sandboxed frame", { origin: "null" }],
    ["no origin at all", {}],
    ["a sibling site", { ...own, "sec-fetch-site": "same-site" }],
  ])("refuses a change asked for by %s", (_, headers) => {
    expect(verdict("browser", headers)).toBe("foreign-origin");
  });

  test("refuses a foreign page's reading too", () => {
    expect(verdict("browser", { "sec-fetch-site": "cross-site" }, { method: "GET" })).toBe("foreign-origin");
  });

  test("never takes a key", () => {
    expect(verdict("browser", { ...own, authorization: "Bearer sk-1" })).toBe("unauthorized");
  });
});

describe("the Host check of both doors", () => {
  test.each([
    "evil.example",
    "evil.example:3000",
    "127.0.0.1.evil.example",
    "192.168.1.5:3000",
    "a@127.0.0.1",
    "",
  ])("refuses %j on loopback", (host) => {
    expect(verdict("browser", { ...own, host })).toBe("foreign-host");
    expect(verdict("client", { host })).toBe("foreign-host");
  });

  test("serves loopback by every name it has", () => {
    for (const host of ["localhost:3000", "127.0.0.1", "127.8.9.1:3000", "[::1]:3000"])
      expect(verdict("client", { host })).toBe("passes");
  });

  test("serves plain addresses when it listens beyond loopback, and names that were allowed", () => {
    const origin = "http://192.168.1.5:3000";
    const settings = { host: "0.0.0.0", allowedHosts: ["play.example"] };
    expect(verdict("browser", { host: "192.168.1.5:3000", origin }, { settings })).toBe("passes");
    expect(verdict("browser", { host: "play.example", origin: "https://play.example" }, { settings })).toBe(
      "passes",
    );
    expect(verdict("browser", { host: "evil.example", origin: "http://evil.example" }, { settings })).toBe(
      "foreign-host",
    );
  });
});

describe("the client door without keys", () => {
  test("serves programs on this machine", () => {
    expect(verdict("client", {})).toBe("passes");
    expect(verdict("client", {}, { peer: "::ffff:127.0.0.1" })).toBe("passes");
    expect(verdict("client", { "x-forwarded-host": "127.0.0.1:3000" })).toBe("passes");
  });

  test("refuses other machines, also through a proxy on this one", () => {
    expect(verdict("client", {}, { peer: "192.168.1.9" })).toBe("unauthorized");
    const settings = { allowedHosts: ["play.example"] };
    expect(verdict("client", { host: "play.example" }, { settings })).toBe("unauthorized");
    expect(verdict("client", { "x-forwarded-host": "play.example" })).toBe("unauthorized");
  });

  test.each<[string, Record<string, string>]>([
    ["nginx, which asks under our own name", { "x-forwarded-for": "203.0.113.9" }],
    ["nginx, by its other header", { "x-real-ip": "203.0.113.9" }],
    ["several", { "x-forwarded-for": "127.0.0.1, 203.0.113.9" }],
    ["a tunnel", { "cf-connecting-ip": "203.0.113.9" }],
    ["the standard's header", { forwarded: "for=203.0.113.9" }],
    ["an address that is none", { "x-forwarded-for": "unknown" }],
  ])("refuses whom a proxy on this machine calls for (%s), and their look at the metrics", (_, headers) => {
    for (const door of ["client", "metrics"] as const)
      expect(verdict(door, headers, { method: "GET" })).toBe("unauthorized");
  });

  test("takes a proxy's calls for this machine, and what Next writes of it", () => {
    for (const address of ["127.0.0.1", "::ffff:127.0.0.1", "::1", "127.0.0.1, ::1"])
      expect(verdict("client", { "x-forwarded-for": address })).toBe("passes");
  });

  test("refuses web pages of other sites", () => {
    expect(verdict("client", { origin: "https://evil.example" })).toBe("foreign-origin");
    expect(verdict("client", { origin: "null" })).toBe("foreign-origin");
    expect(verdict("client", { "sec-fetch-site": "cross-site" }, { method: "GET" })).toBe("foreign-origin");
  });
});

describe("the client door with keys", () => {
  const settings = { clientKeys: ["sf-one", "sf-two"], host: "0.0.0.0" };
  const peer = "192.168.1.9";

  test("takes each of them and nothing else", () => {
    for (const key of settings.clientKeys)
      expect(verdict("client", { authorization: `Bearer ${key}` }, { settings, peer })).toBe("passes");
    for (const authorization of [
      "Bearer sf-on",
      "Bearer sf-onee",
      "Bearer ",
      "sf-one",
      "Basic sf-one",
      "Bearer sf-one sf-two",
    ])
      expect(verdict("client", { authorization }, { settings, peer })).toBe("unauthorized");
  });

  test("gives Anthropic's header the same verdict as OpenAI's, and takes no other place for a key", () => {
    const [key = ""] = settings.clientKeys;
    expect(verdict("client", { "x-api-key": key }, { settings, peer })).toBe("passes");
    expect(verdict("client", { "x-api-key": ` ${key} ` }, { settings, peer })).toBe("passes");
    for (const headers of [
      { "x-api-key": "sf-on" },
      { "x-api-key": `${key} sf-two` },
      { "x-api-key": `Bearer ${key}` },
      { "api-key": key },
      { "x-goog-api-key": key },
      { "proxy-authorization": `Bearer ${key}` },
      { authorization: "Bearer sf-wrong", "x-api-key": key },
    ])
      expect(verdict("client", headers, { settings, peer }), JSON.stringify(headers)).toBe("unauthorized");
  });

  test("asks this machine's programs for one too, and takes no cookie instead", () => {
    expect(verdict("client", {}, { settings })).toBe("unauthorized");
    expect(verdict("client", { cookie: "session=1" }, { settings })).toBe("unauthorized");
  });
});

describe("the metrics' door", () => {
  const peer = "192.168.1.9";
  const settings = { host: "0.0.0.0", metricsToken: "metrics-token-0123", clientKeys: ["sf-one"] };

  test("is open to this machine's programs only, where no token is set", () => {
    expect(verdict("metrics", {}, { method: "GET" })).toBe("passes");
    expect(verdict("metrics", {}, { method: "GET", peer })).toBe("unauthorized");
    expect(verdict("metrics", { origin: "https://evil.example" }, { method: "GET" })).toBe("foreign-origin");
  });

  test("asks everybody for the token where one is set, and takes no program's key for it", () => {
    const authorization = "Bearer metrics-token-0123";
    expect(verdict("metrics", { authorization }, { settings, peer, method: "GET" })).toBe("passes");
    for (const headers of [
      {},
      { authorization: "Bearer sf-one" },
      { authorization: "Bearer metrics-token-012" },
      { "x-api-key": "metrics-token-0123" },
    ])
      expect(verdict("metrics", headers, { settings, method: "GET" })).toBe("unauthorized");
  });
});
