import { mkdtemp, readdir, rm } from "node:fs/promises";
import { createServer, type RequestListener, type Server } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { AppError } from "@/lib/core/app-error";
import { BlobStore, resultRules } from "./blob-store";
import { MediaSaver, type SaveRequest } from "./media-saver";
import { createMediaSource, type MediaSourceSettings } from "./media-source";

const mebibyte = 1024 * 1024;
/** A picture of one transparent pixel. */
const png = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

let directory: string;
let server: Server;
let origin: string;
/** What is asked for, in order. */
let asked: string[];
let answer: RequestListener;

beforeEach(async () => {
  directory = await mkdtemp(path.join(tmpdir(), "results-"));
  asked = [];
  server = createServer((request, response) => {
    asked.push(request.url ?? "");
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  origin = `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`;
});
afterEach(async () => {
  server.close();
  server.closeAllConnections();
  await rm(directory, { recursive: true });
});

function saver(settings: Partial<MediaSourceSettings> = {}, maxTotalBytes = 100 * mebibyte): MediaSaver {
  const source = createMediaSource({
    baseUrl: `${origin}/v1`,
    allowedHosts: [],
    maxBytes: mebibyte,
    connectTimeoutMs: 1000,
    idleTimeoutMs: 1500,
    ...settings,
  });
  return new MediaSaver(new BlobStore(directory, resultRules({ maxTotalBytes, keptForDays: 1 })), source, 1);
}

type Told = [attempt: number, code: string];

async function save(url: string, by = saver(), more: Partial<SaveRequest> = {}) {
  const told: Told[] = [];
  const saved = await by.save({
    kind: "image",
    address: async () => url,
    expiresAt: Date.now() + 60_000,
    signal: new AbortController().signal,
    onRetry: (attempt: number, error: AppError) => told.push([attempt, error.code]),
    ...more,
  });
  return { saved, told, code: saved.ok ? undefined : saved.error.code };
}

const picture: RequestListener = (_request, response) => {
  response.writeHead(200, { "content-type": "text/plain", "content-length": png.length }).end(png);
};
/** Fails so often, then gives the picture. */
const afterFailures =
  (count: number, fail: RequestListener): RequestListener =>
  (request, response) =>
    asked.length <= count ? fail(request, response) : picture(request, response);
const status =
  (code: number, headers: Record<string, string> = {}): RequestListener =>
  (_request, response) =>
    void response.writeHead(code, headers).end("<Error/>");

describe("a picture", () => {
  test("is saved under its content, with the type that its bytes show", async () => {
    answer = picture;
    const { saved } = await save(`${origin}/a.png`);
    expect(saved).toMatchObject({ ok: true, value: { bytes: png.length, type: "image/png" } });
    expect(await readdir(directory)).toEqual([saved.ok && saved.value.id]);
  });

  test.each([
    ["an address that does not answer yet", 3, status(503)],
    ["a connection that breaks", 2, ((request) => request.socket.destroy()) as RequestListener],
    [
      "a body that breaks off",
      2,
      ((_, response) => {
        response.writeHead(200, { "content-length": "5000" }).write(png);
        response.socket?.end();
      }) as RequestListener,
    ],
    ["an object that is not there yet", 2, status(404)],
    ["a page of a proxy", 1, ((_, response) => response.end("<html>hello</html>")) as RequestListener],
    ["nothing", 2, ((_, response) => response.end()) as RequestListener],
  ])("is saved in the end after %s", async (_name, failures, fail) => {
    answer = afterFailures(failures, fail);
    const { saved, told } = await save(`${origin}/a.png`);
    expect(saved.ok).toBe(true);
    expect(told.map(([attempt]) => attempt)).toEqual(
      Array.from({ length: failures }, (_, index) => index + 2),
    );
    expect(await readdir(directory)).toHaveLength(1);
  });

  test("is asked for under its new address, where there is one", async () => {
    answer = (request, response) =>
      request.url === "/new" ? picture(request, response) : status(403)(request, response);
    const address = async (attempt: number) => `${origin}/${attempt === 1 ? "old" : "new"}`;
    expect((await save("", saver(), { address })).saved.ok).toBe(true);
    expect(asked).toEqual(["/old", "/new"]);
  });

  test("is given up when its link is dead, and nothing of it stays", async () => {
    answer = status(403);
    expect(await save(`${origin}/a.png`)).toMatchObject({ code: "media-expired" });
    expect(asked).toHaveLength(4);
    answer = status(500);
    expect(await save(`${origin}/a.png`, saver(), { expiresAt: Date.now() + 20 })).toMatchObject({
      code: "media-unavailable",
    });
    expect(await readdir(directory)).toEqual([]);
  });

  test("is given up when the person has enough", async () => {
    const person = new AbortController();
    answer = (request, response) => {
      person.abort();
      status(500)(request, response);
    };
    expect((await save(`${origin}/a.png`, saver(), { signal: person.signal })).saved.ok).toBe(false);
    expect(asked).toHaveLength(1);
  });
});

describe("what must not be kept", () => {
  test.each([
    ["a page", "<!doctype html><html></html>"],
    ["a drawing, which may hold scripts", '<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'],
    ["words", "no picture"],
  ])("is %s", async (_name, text) => {
    answer = (_, response) => void response.writeHead(200, { "content-type": "image/png" }).end(text);
    expect(await save(`${origin}/a.png`)).toMatchObject({ code: "media-wrong-type" });
    expect(await readdir(directory)).toEqual([]);
  });

  test("is too much, announced or not", async () => {
    answer = (_, response) => {
      response.writeHead(200, { "content-length": String(2 ** 31) });
      response.write(png);
    };
    expect(await save(`${origin}/a.png`)).toMatchObject({ code: "media-too-large" });
    answer = (_, response) => {
      response.writeHead(200);
      const more = () => {
        while (!response.destroyed && response.write(Buffer.alloc(64 * 1024)));
      };
      response.on("drain", more);
      more();
    };
    expect(await save(`${origin}/a.png`)).toMatchObject({ code: "media-too-large", told: [] });
    expect(await readdir(directory)).toEqual([]);
  });
});

describe("an address that is not allowed", () => {
  const other = () => origin.replace("127.0.0.1", "localhost");

  test.each([
    "http://169.254.169.254/latest/meta-data/",
    "http://example.com/a.png",
    "https://127.0.0.1:1/a.png",
    "https://[::1]/a.png",
    "https://localhost/a.png",
    "https://user:secret@example.com/",
    "file:///etc/passwd",
    "gopher://127.0.0.1/",
    "",
  ])("%s is not called", async (url) => {
    expect(await save(url)).toMatchObject({ code: "media-forbidden", told: [] });
  });

  test("is not reached by a redirect either", async () => {
    answer = (request, response) => status(302, { location: `${other()}/b.png` })(request, response);
    expect(await save(`${origin}/a.png`)).toMatchObject({ code: "media-forbidden" });
    expect(asked).toEqual(["/a.png"]);
  });

  test("a redirect within what is allowed is followed, a few times", async () => {
    answer = (request, response) =>
      request.url === "/a.png"
        ? status(302, { location: "/b.png" })(request, response)
        : picture(request, response);
    expect((await save(`${origin}/a.png`)).saved.ok).toBe(true);
    asked = [];
    answer = status(302, { location: "/a.png" });
    expect(await save(`${origin}/a.png`, saver(), { expiresAt: 0 })).toMatchObject({
      code: "media-unavailable",
    });
    expect(asked).toHaveLength(4);
  });

  test("is allowed by its host's name", async () => {
    answer = picture;
    expect(await save(`${other()}/a.png`)).toMatchObject({ code: "media-forbidden" });
    expect((await save(`${other()}/a.png`, saver({ allowedHosts: ["localhost"] }))).saved.ok).toBe(true);
  });
});

describe("when there is no room", () => {
  test("nothing that was saved goes, and the next is saved once there is", async () => {
    answer = picture;
    const first = await save(`${origin}/a.png`, saver({}, 100));
    expect(first.saved.ok).toBe(true);
    const other = Buffer.concat([png, Buffer.from("more")]);
    answer = (_, response) => void response.end(other);
    const full = saver({}, 100);
    expect(await save(`${origin}/b.png`, full, { expiresAt: 0 })).toMatchObject({ code: "storage-full" });
    expect(await readdir(directory)).toEqual([first.saved.ok && first.saved.value.id]);
    answer = async (_, response) => {
      if (asked.length === 5) await rm(path.join(directory, first.saved.ok ? first.saved.value.id : ""));
      response.end(other);
    };
    const { saved, told } = await save(`${origin}/b.png`, full);
    expect(saved.ok).toBe(true);
    expect(told.every(([, code]) => code === "storage-full")).toBe(true);
  });
});
