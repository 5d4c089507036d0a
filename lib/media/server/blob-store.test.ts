import { createHash, randomFillSync } from "node:crypto";
import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { AppFailure } from "@/lib/core/app-error";
import { BlobStore, uploadRules } from "./blob-store";
import { requestBody } from "./request-body";

const mebibyte = 1024 * 1024;
/** Bytes that are like no others and show no type: what is all random begins like an MP3 now and then. */
const formless = (length: number) => {
  const bytes = randomFillSync(Buffer.alloc(length));
  bytes.write("formless".slice(0, length / 2));
  return bytes;
};
const day = 24 * 60 * 60 * 1000;

let directory: string;
let store: BlobStore;
beforeEach(async () => {
  directory = await mkdtemp(path.join(tmpdir(), "media-"));
  store = new BlobStore(directory, uploadRules(10 * mebibyte));
});
afterEach(() => rm(directory, { recursive: true }));

async function* pieces(bytes: Uint8Array, size = 64 * 1024): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

const put = (bytes: Uint8Array) => store.put(pieces(bytes));
const names = () => readdir(directory);
const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

async function usedAt(id: string, ageMs: number): Promise<void> {
  const time = new Date(Date.now() - ageMs);
  await utimes(path.join(directory, id), time, time);
}

describe("an upload", () => {
  test("is named after its content, and the same bytes are kept once", async () => {
    const bytes = formless(3 * mebibyte);
    const blob = await put(bytes);
    expect(blob).toEqual({
      id: `blob_${sha256(bytes)}`,
      bytes: bytes.length,
      type: "application/octet-stream",
    });
    expect((await Promise.all([put(bytes), put(bytes)])).map(({ id }) => id)).toEqual([blob.id, blob.id]);
    expect(await names()).toEqual([blob.id]);
    expect(bytes.equals(await readFile((await store.find(blob.id))?.path ?? ""))).toBe(true);
  });

  test("that breaks off is not kept, and its own failure is told", async () => {
    async function* broken() {
      yield formless(mebibyte);
      throw new AppFailure({ code: "body-too-large" });
    }
    await expect(store.put(broken())).rejects.toMatchObject({ error: { code: "body-too-large" } });
    expect(await names()).toEqual([]);
  });

  test("without a byte is refused", async () => {
    await expect(put(new Uint8Array())).rejects.toMatchObject({ error: { code: "bad-request" } });
    expect(await names()).toEqual([]);
  });

  test("that the disk does not take is a failure of storage", async () => {
    await writeFile(path.join(directory, "file"), "x");
    const lost = new BlobStore(path.join(directory, "file"), uploadRules(mebibyte));
    await expect(lost.put(pieces(formless(9)))).rejects.toMatchObject({
      error: { code: "storage-unavailable" },
    });
  });

  test.each([
    "",
    "..",
    "../database",
    "blob_",
    `blob_${"A".repeat(64)}`,
    `blob_${"0".repeat(64)}/..`,
    "file",
  ])("is never looked for under %j", async (id) => {
    await writeFile(path.join(directory, "file"), "secret");
    expect(await store.find(id)).toBeUndefined();
  });
});

const ftyp = (brand: string) => Buffer.from(`\0\0\0\x18ftyp${brand}\0\0\0\0${brand}isom`, "latin1");
const text = (value: string) => Buffer.from(value, "latin1");

describe("the type is what the bytes show", () => {
  test.each([
    [
      "image/png",
      text("\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\0\0\0\0\0\0\0\0IDAT"),
    ],
    ["image/jpeg", text("\xff\xd8\xff\xe0\0\x10JFIF\0\x01")],
    ["image/webp", text("RIFF\x24\0\0\0WEBPVP8 ")],
    ["image/gif", text("GIF89a\x01\0\x01\0")],
    ["image/bmp", text("BM\x46\0\0\0\0\0\0\0")],
    ["video/mp4", ftyp("mp42")],
    ["video/quicktime", ftyp("qt  ")],
    ["audio/x-m4a", ftyp("M4A ")],
    ["video/webm", text("\x1a\x45\xdf\xa3\x8b\x42\x82\x84webm\x42\x87\x81\x02")],
    ["audio/mpeg", text("\xff\xfb\x90\x64\0\0\0\0")],
    ["audio/wav", text("RIFF\x24\0\0\0WAVEfmt ")],
    ["audio/flac", text("fLaC\0\0\0\x22")],
    ["application/pdf", text("%PDF-1.7\n")],
    ["application/octet-stream", text("<svg xmlns='http://www.w3.org/2000/svg'/>")],
    ["application/octet-stream", text("<!doctype html><script>alert(1)</script>")],
  ])("%s", async (type, bytes) => {
    expect((await put(Buffer.concat([bytes, Buffer.alloc(64)]))).type).toBe(type);
  });
});

describe("room", () => {
  test("is made by the longest unused; use and a second upload make young again", async () => {
    const [a, b, c, d] = [1, 2, 3, 4].map(() => formless(3 * mebibyte)) as [Buffer, Buffer, Buffer, Buffer];
    const [first, second, third] = [await put(a), await put(b), await put(c)];
    await usedAt(first.id, 3 * day);
    await usedAt(second.id, 2 * day);
    await usedAt(third.id, day);
    await store.find(first.id);
    const fourth = await put(d);
    expect((await names()).sort()).toEqual([first.id, third.id, fourth.id].sort());
  });

  test("is never made by the upload that needs it", async () => {
    const { id } = await put(formless(11 * mebibyte));
    expect(await names()).toEqual([id]);
  });

  test("is given back at start: what nobody used for seven days, and what was left unfinished", async () => {
    const [old, young] = [await put(formless(10)), await put(formless(10))];
    await usedAt(old.id, 7.1 * day);
    await usedAt(young.id, 6.9 * day);
    await writeFile(path.join(directory, "left.part"), "half");
    await usedAt("left.part", 1000);
    await writeFile(path.join(directory, "foreign.txt"), "not ours");
    store = new BlobStore(directory, uploadRules(mebibyte));
    await writeFile(path.join(directory, "running.part"), "half");
    await usedAt("running.part", -1000);
    await store.removeUnused();
    expect((await names()).sort()).toEqual(["foreign.txt", "running.part", young.id].sort());
  });

  test("is not missed where nothing was ever uploaded", async () => {
    await expect(
      new BlobStore(path.join(directory, "none"), uploadRules(1)).removeUnused(),
    ).resolves.toBeUndefined();
  });
});

describe("the body of a request", () => {
  const part = (kind: string, url: string) => ({ type: kind, [kind]: { url, detail: "low" } });

  test("has the bytes of each upload that a content part names, and nothing else changed", async () => {
    const bytes = formless(1000);
    const { id } = await put(bytes);
    const uri = `data:application/octet-stream;base64,${bytes.toString("base64")}`;
    const inputOf = (url: string) => ({
      model: "m",
      text: `blob:${id}`,
      url: `blob:${id}`,
      parts: ["image_url", "video_url", "audio_url"].map((kind) => part(kind, url)),
      others: [
        part("image_url", `see blob:${id}`),
        part("image_url", "https://x/y.png"),
        part("file_url", `blob:${id}`),
      ],
    });
    const body = await requestBody(store, inputOf(`blob:${id}`));
    expect(body.ok && JSON.parse(body.value)).toEqual(inputOf(uri));
  });

  test("is the input itself where no upload is named", async () => {
    const input = { model: "m", messages: [{ role: "user", content: "你好" }] };
    expect(await requestBody(store, input)).toEqual({ ok: true, value: JSON.stringify(input) });
  });

  test("fails when an upload is gone", async () => {
    const id = `blob_${"0".repeat(64)}`;
    const body = await requestBody(store, [part("image_url", `blob:${id}`)]);
    expect(body).toMatchObject({ ok: false, error: { code: "blob-missing", detail: id } });
  });

  test("never grows past 96 MiB, each mention counted", async () => {
    const { id } = await put(formless(9 * mebibyte));
    const mentions = (count: number) => Array.from({ length: count }, () => part("image_url", `blob:${id}`));
    expect(await requestBody(store, mentions(8))).toMatchObject({ error: { code: "body-too-large" } });
    expect((await requestBody(store, mentions(7))).ok).toBe(true);
  });
});
