import { createHash, randomFillSync } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { createServer } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { Readable } from "node:stream";
import { text as textOf } from "node:stream/consumers";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { defineRoute, defineUploadRoute } from "@/lib/http/server/define-route";
import { createNodeDoor } from "@/lib/http/server/node-adapter";
import { BlobStore, resultRules, uploadRules } from "./blob-store";
import { giveMedia, takeUpload } from "./media-handlers";

vi.stubEnv("LOG_LEVEL", "silent");

const mebibyte = 1024 * 1024;
/** Bytes that are like no others and show no type: what is all random begins like an MP3 now and then. */
const formless = (length: number) => {
  const bytes = randomFillSync(Buffer.alloc(length));
  bytes.write("formless".slice(0, length / 2));
  return bytes;
};
const cap = 64 * mebibyte;

let directory: string;
let store: BlobStore;
let results: BlobStore;
let port: number;
let url: string;
const server = createServer();

beforeAll(async () => {
  const routes = [
    defineUploadRoute({
      method: "POST",
      path: "/api/uploads",
      door: "browser",
      maxBodyBytes: () => cap,
      handle: (request) => takeUpload(store, request),
    }),
    defineRoute({
      method: "GET",
      path: "/api/media/:id",
      door: "browser",
      handle: (request) => giveMedia({ uploads: store, results }, request),
    }),
  ];
  server.on("request", createNodeDoor(routes));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  port = (server.address() as AddressInfo).port;
  url = `http://127.0.0.1:${port}`;
});
afterAll(() => {
  server.close();
  server.closeAllConnections();
});
beforeEach(async () => {
  directory = await mkdtemp(path.join(tmpdir(), "media-"));
  store = new BlobStore(directory, uploadRules(1024 * mebibyte));
  results = new BlobStore(directory, resultRules({ maxTotalBytes: 1024 * mebibyte, keptForDays: 1 }));
  return () => rm(directory, { recursive: true });
});

const sameOrigin = () => ({ origin: url });

type Sent = { id: string; bytes: number; type: string };

async function upload(body: BodyInit, headers: Record<string, string> = {}) {
  const response = await fetch(`${url}/api/uploads`, {
    method: "POST",
    body,
    headers: { ...sameOrigin(), ...headers },
    duplex: "half",
  } as RequestInit);
  return { status: response.status, body: (await response.json()) as Sent & { error?: { code: string } } };
}

const media = (id: string, headers: Record<string, string> = {}) =>
  fetch(`${url}/api/media/${id}`, { headers: { "sec-fetch-site": "same-origin", ...headers } });

const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

/** The same pseudo-random bytes piece by piece, without ever holding them all. */
function* streamed(megabytes: number) {
  const piece = formless(mebibyte);
  for (let count = 0; count < megabytes; count++) yield piece;
}

/** Opens an upload by hand. */
function open(headers: string, body: Buffer): Socket {
  const socket = connect(port, "127.0.0.1");
  socket.write(
    `POST /api/uploads HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nOrigin: ${url}\r\n${headers}\r\n\r\n`,
  );
  socket.write(body);
  return socket;
}

/** Ends a connection in the middle of an upload and gives what came back. */
async function breakOff(headers: string, body: Buffer): Promise<string> {
  const socket = open(headers, body);
  socket.end();
  return textOf(socket).catch(() => "");
}

describe("uploading", () => {
  test.each([1, 9.9, 10, 10.1, 50, 64])("%d MB arrive whole", async (megabytes) => {
    const bytes = formless(Math.floor(megabytes * mebibyte));
    const { status, body } = await upload(bytes, { "content-type": "text/plain" });
    expect(status).toBe(201);
    expect(body).toEqual({
      id: `blob_${sha256(bytes)}`,
      bytes: bytes.length,
      type: "application/octet-stream",
    });
    const back = Buffer.from(await (await media(body.id)).arrayBuffer());
    expect(sha256(back)).toBe(sha256(bytes));
  });

  test("too much is refused at once, announced or not, and not kept", async () => {
    const over = new Uint8Array(cap + 1);
    expect(await upload(over)).toMatchObject({ status: 413, body: { error: { code: "body-too-large" } } });
    const unannounced = Readable.toWeb(Readable.from(streamed(66))) as ReadableStream;
    expect((await upload(unannounced)).status).toBe(413);
    expect(await readdir(directory)).toEqual([]);
    const socket = open(`Content-Length: ${1e12}`, Buffer.alloc(10));
    expect(String(await once(socket, "data"))).toContain("413");
    socket.destroy();
  });

  test("bytes that are fewer than announced are not kept", async () => {
    const answer = await breakOff("Content-Length: 1000", formless(999));
    expect(answer).not.toContain("201");
    await vi.waitFor(async () => expect(await readdir(directory)).toEqual([]), 10_000);
  });

  test("a chunked body that breaks off is not kept", async () => {
    await breakOff("Transfer-Encoding: chunked", Buffer.from("64\r\nhalf"));
    await vi.waitFor(async () => expect(await readdir(directory)).toEqual([]), 10_000);
  });

  test("nothing is refused", async () => {
    expect(await upload("")).toMatchObject({ status: 400, body: { error: { code: "bad-request" } } });
  });

  test.each([{ origin: "https://evil.example" }, { "sec-fetch-site": "cross-site" }, { origin: "null" }, {}])(
    "from another site or nowhere (%j) is refused whatever its type",
    async (headers) => {
      const response = await fetch(`${url}/api/uploads`, {
        method: "POST",
        body: "x",
        headers: { "content-type": "text/plain", ...headers },
      });
      expect(response.status).toBe(403);
      expect(await readdir(directory)).toEqual([]);
    },
  );

  test("takes memory for a piece, not for the file", async () => {
    const before = process.memoryUsage().rss;
    let most = 0;
    function* watched() {
      for (const piece of streamed(60)) {
        most = Math.max(most, process.memoryUsage().rss);
        yield piece;
      }
    }
    for (let round = 0; round < 3; round++)
      expect((await upload(Readable.toWeb(Readable.from(watched())) as ReadableStream)).status).toBe(201);
    expect(most - before).toBeLessThan(100 * mebibyte);
  });
});

const png = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

describe("getting it back", () => {
  test("shows a picture, kept for good, run by nothing", async () => {
    const { body } = await upload(png, { "content-type": "text/html" });
    const { headers, status } = await media(body.id);
    expect(status).toBe(200);
    expect(headers.get("content-type")).toBe("image/png");
    expect(headers.get("content-disposition")).toBe("inline");
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("cache-control")).toBe("private, max-age=31536000, immutable");
    expect(headers.get("content-security-policy")).toMatch(/default-src 'none'.*sandbox/);
    expect(headers.get("content-length")).toBe(String(png.length));
  });

  test.each([
    "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
    "<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg'/>",
    "<!doctype html><script>alert(1)</script>",
    "%PDF-1.7\n%<script>alert(1)</script>",
  ])("offers %s for saving only, whatever it was called", async (content) => {
    const { body } = await upload(content, { "content-type": "image/png" });
    const { headers } = await media(body.id);
    expect(headers.get("content-disposition")).toBe("attachment");
    expect(headers.get("content-type")).not.toMatch(/image|html/);
  });

  test.each([
    ["bytes=0-3", 206, [0, 4], "bytes 0-3/1000"],
    ["bytes=990-", 206, [990, 1000], "bytes 990-999/1000"],
    ["bytes=990-5000", 206, [990, 1000], "bytes 990-999/1000"],
    ["bytes=-10", 206, [990, 1000], "bytes 990-999/1000"],
    ["bytes=-5000", 206, [0, 1000], "bytes 0-999/1000"],
    ["bytes=1000-", 416, [0, 0], "bytes */1000"],
    ["bytes=-0", 416, [0, 0], "bytes */1000"],
    ["bytes=5-2", 200, [0, 1000], null],
    ["bytes=0-1,5-6", 200, [0, 1000], null],
    ["lines=0-1", 200, [0, 1000], null],
  ] as const)("a range %s is answered %i", async (range, status, [from, to], contentRange) => {
    const bytes = formless(1000);
    const { body } = await upload(bytes);
    const response = await media(body.id, { range });
    expect(response.status).toBe(status);
    expect(response.headers.get("content-range")).toBe(contentRange);
    expect(Buffer.from(await response.arrayBuffer())).toEqual(bytes.subarray(from, to));
  });

  test.each(["blob_x", "..%2f..%2fetc%2fpasswd", `blob_${"0".repeat(64)}`])("%s is not found", async (id) => {
    expect((await media(id)).status).toBe(404);
  });

  test("another site does not get it", async () => {
    const { body } = await upload(png);
    expect((await media(body.id, { "sec-fetch-site": "cross-site" })).status).toBe(403);
  });
});
