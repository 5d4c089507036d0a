import { createHash, randomFillSync } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { uploadBatchFile } from "@/lib/files/upload-batch-file";
import { defineRoute, defineUploadRoute } from "@/lib/http/server/define-route";
import { createNodeDoor } from "@/lib/http/server/node-adapter";
import { BlobStore, uploadRules } from "./blob-store";
import { PartialUploads, takePiece, tellReceived } from "./partial-uploads";

vi.stubEnv("LOG_LEVEL", "silent");

const mebibyte = 1024 * 1024;
const cap = 64 * mebibyte;
const bytesOf = (length: number) => randomFillSync(Buffer.alloc(length));
const idOf = (bytes: Uint8Array) => `blob_${createHash("sha256").update(bytes).digest("hex")}`;

let directory: string;
let store: BlobStore;
let uploads: PartialUploads;
let url: string;
let port: number;
/** After so many requests the connection is gone, once. */
let breaksAfter = Number.POSITIVE_INFINITY;
const server = createServer();

beforeAll(async () => {
  const shared = { path: "/api/batch-files/:id", door: "browser" as const };
  const door = createNodeDoor([
    defineUploadRoute({
      ...shared,
      method: "POST",
      maxBodyBytes: () => cap,
      handle: (request) => takePiece(uploads, cap, request),
    }),
    defineRoute({ ...shared, method: "GET", handle: (request) => tellReceived(uploads, request) }),
  ]);
  server.on("request", (request, response) => {
    breaksAfter -= 1;
    if (breaksAfter === 0) request.once("data", () => request.destroy());
    door(request, response);
  });
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
  breaksAfter = Number.POSITIVE_INFINITY;
  directory = await mkdtemp(path.join(tmpdir(), "pieces-"));
  store = new BlobStore(directory, uploadRules(1024 * mebibyte));
  uploads = new PartialUploads(store, directory);
  // As a page calls it: of the same origin, with an address that has none.
  const real = globalThis.fetch;
  vi.stubGlobal("fetch", (to: string, init: RequestInit = {}) =>
    real(new URL(to, url), { ...init, headers: { origin: url, "sec-fetch-site": "same-origin" } }),
  );
  return async () => {
    vi.unstubAllGlobals();
    await rm(directory, { recursive: true });
  };
});

const send = (bytes: Uint8Array<ArrayBuffer>, id = idOf(bytes), onProgress?: (sent: number) => void) =>
  uploadBatchFile(id, { file: new Blob([bytes]), ...(onProgress && { onProgress }) });

const post = (id: string, query: string, body: BodyInit) =>
  fetch(`/api/batch-files/${id}?${query}`, { method: "POST", body });

describe("a file that is sent in pieces", () => {
  test.each([0.001, 9.9, 10, 10.1, 50])("DA6: %d MB arrive whole", async (megabytes) => {
    const bytes = bytesOf(Math.floor(megabytes * mebibyte));
    const told: number[] = [];
    expect(await send(bytes, idOf(bytes), (sent) => told.push(sent))).toEqual({ ok: true, value: undefined });
    const stored = await store.find(idOf(bytes));
    expect(idOf(await readFile(stored?.path ?? ""))).toBe(idOf(bytes));
    expect(told).toEqual(told.toSorted((a, b) => a - b));
    expect(told.at(-1)).toBe(bytes.length);
    expect(await readdir(directory)).toEqual([idOf(bytes)]);
  });

  test("goes on where the connection broke, and is not sent again when it is there", async () => {
    const bytes = bytesOf(12 * mebibyte);
    breaksAfter = 6;
    expect(await send(bytes)).toMatchObject({ ok: false, error: { code: "server-unreachable" } });
    const { bytes: kept } = await uploads.received(idOf(bytes));
    expect(kept).toBeGreaterThan(mebibyte);
    const told: number[] = [];
    expect((await send(bytes, idOf(bytes), (sent) => told.push(sent))).ok).toBe(true);
    expect(told[0]).toBeGreaterThanOrEqual(kept);
    const post = vi.spyOn(uploads, "take");
    expect((await send(bytes)).ok).toBe(true);
    expect(post).not.toHaveBeenCalled();
  });

  test("goes on also when the server never heard that the connection has died", async () => {
    const bytes = bytesOf(2 * mebibyte);
    const id = idOf(bytes);
    const taken = vi.spyOn(uploads, "take");
    const dead = connect(port, "127.0.0.1");
    dead.write(
      `POST /api/batch-files/${id}?offset=0&total=${bytes.length} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nOrigin: ${url}\r\nContent-Length: ${bytes.length}\r\n\r\n`,
    );
    dead.write(bytes.subarray(0, mebibyte));
    await vi.waitFor(() => expect(taken).toHaveBeenCalled());
    expect((await send(bytes)).ok).toBe(true);
    expect((await store.find(id))?.bytes).toBe(bytes.length);
    dead.destroy();
  });

  test("is taken once when two send it at the same time", async () => {
    const bytes = bytesOf(9 * mebibyte);
    const both = await Promise.all([send(bytes), send(bytes)]);
    if (!both.every(({ ok }) => ok)) await send(bytes);
    expect(idOf(await readFile((await store.find(idOf(bytes)))?.path ?? ""))).toBe(idOf(bytes));
  });

  test("DA6: is not kept when its bytes are others than it was said", async () => {
    const id = idOf(Buffer.from("something else"));
    expect(await send(bytesOf(1000), id)).toMatchObject({ ok: false, error: { code: "bad-request" } });
    expect(await readdir(directory)).toEqual([]);
  });

  test("DA9: with nothing in it is refused, and so is one that is too large, before a byte is kept", async () => {
    const id = idOf(Buffer.from(""));
    expect((await post(id, "offset=0&total=0", "")).status).toBe(400);
    expect((await post(id, `offset=0&total=${cap + 1}`, "x")).status).toBe(413);
    expect((await post(id, "offset=-1&total=9", "x")).status).toBe(400);
    expect((await post("blob_x", "offset=0&total=1", "x")).status).toBe(404);
    expect((await post(id, "offset=0&total=1", "more")).status).toBe(400);
    const elsewhere = await post(id, "offset=500&total=1000", "x".repeat(500));
    expect(await elsewhere.json()).toEqual({ bytes: 0, whole: false });
  });

  test("from another site is refused", async () => {
    const headers = { origin: "https://evil.example" };
    const real = await new Promise<number>((resolve) => {
      const socket = connect(port, "127.0.0.1");
      socket.once("data", (data) => resolve(Number(/ (\d{3}) /.exec(String(data))?.[1])));
      socket.write(
        `POST /api/batch-files/${idOf(bytesOf(9))}?offset=0&total=1 HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nOrigin: ${headers.origin}\r\nContent-Length: 1\r\n\r\nx`,
      );
    });
    expect(real).toBe(403);
  });

  test("counts with all others before it is whole: many halves do not fill the disk", async () => {
    store = new BlobStore(directory, uploadRules(4 * mebibyte));
    uploads = new PartialUploads(store, directory);
    const half = (bytes: ReturnType<typeof bytesOf>) =>
      post(idOf(bytes), `offset=0&total=${bytes.length}`, bytes.subarray(0, bytes.length / 2));
    type Some = ReturnType<typeof bytesOf>;
    const some = Array.from({ length: 4 }, () => bytesOf(2 * mebibyte));
    const [first, second, third, fourth] = some as [Some, Some, Some, Some];
    for (const bytes of [first, second, third]) expect((await half(bytes)).status).toBe(200);
    const full = await half(fourth);
    expect([full.status, (await full.json()).error.code]).toEqual([507, "storage-full"]);
    // Nobody goes on with the first: it makes room, and those under way stay.
    const long = new Date(Date.now() - 11 * 60 * 1000);
    await utimes(path.join(directory, `${idOf(first)}.upload`), long, long);
    expect((await half(fourth)).status).toBe(200);
    const left = [second, third, fourth].map((bytes) => `${idOf(bytes)}.upload`);
    expect((await readdir(directory)).toSorted()).toEqual(left.toSorted());
    expect((await half(bytesOf(5 * mebibyte))).status).toBe(507);
  });

  test("is taken in when the server died between its last byte and its name", async () => {
    const bytes = bytesOf(mebibyte);
    await writeFile(path.join(directory, `${idOf(bytes)}.upload`), bytes);
    expect((await send(bytes)).ok).toBe(true);
    expect(await readdir(directory)).toEqual([idOf(bytes)]);
  });

  test("leaves to the disk what the database needs", async () => {
    const total = 2 ** 50; // no disk has it
    uploads = new PartialUploads(new BlobStore(directory, uploadRules(2 * total)), directory);
    const huge = uploads.take(idOf(bytesOf(9)), { offset: 0, total }, new Blob(["x"]).stream());
    await expect(huge).rejects.toMatchObject({ error: { code: "storage-full" } });
    expect(await readdir(directory)).toEqual([]);
  });

  test("goes when nobody went on with it for a day", async () => {
    const bytes = bytesOf(1000);
    await post(idOf(bytes), "offset=0&total=1000", bytes.subarray(0, 500));
    await uploads.removeUnused();
    const [name = ""] = await readdir(directory);
    const old = new Date(Date.now() - 25 * 60 * 60 * 1000);
    await utimes(path.join(directory, name), old, old);
    await uploads.removeUnused();
    expect(await readdir(directory)).toEqual([]);
  });
});
