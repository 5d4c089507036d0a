import "server-only";
import { readFile } from "node:fs/promises";
import { type AppError, appError } from "@/lib/core/app-error";
import { err, ok, type Result } from "@/lib/core/result";
import type { BlobStore, StoredBlob } from "./blob-store";

/** What one request to SiliconFlow may weigh with its uploads. No limit is documented; ours keeps memory bounded. */
const maxBodyBytes = 96 * 1024 * 1024;

const mediaKeys = new Set(["image_url", "video_url", "audio_url"]);
/** The input pictures of images and clips, and the recordings that speech is to sound like, which are texts. */
const textKeys = new Set(["image", "image2", "image3", "audio"]);
const reference = /^blob:(blob_[0-9a-f]{64})$/;

/** The upload that a content part names, `{"image_url": {"url": "blob:blob_…"}}`, or a picture, `{"image": "blob:blob_…"}`. */
function blobIdIn(key: string, value: unknown): string | undefined {
  if (textKeys.has(key) && typeof value === "string") return reference.exec(value)?.[1];
  if (!mediaKeys.has(key) || typeof value !== "object" || value === null || !("url" in value))
    return undefined;
  return typeof value.url === "string" ? reference.exec(value.url)?.[1] : undefined;
}

const base64Length = (bytes: number) => Math.ceil(bytes / 3) * 4;

async function dataUri({ path, type }: StoredBlob): Promise<string | undefined> {
  const content = await readFile(path).catch(() => undefined);
  return content && `data:${type};base64,${content.toString("base64")}`;
}

/** The upload that a reference `blob:blob_…` names, in whichever store; fails with `blob-missing` when it is gone. */
export async function uploadOf(
  stores: readonly BlobStore[],
  name: string,
): Promise<Result<StoredBlob, AppError>> {
  const id = reference.exec(name)?.[1] ?? "";
  for (const store of stores) {
    const blob = await store.find(id);
    if (blob) return ok(blob);
  }
  return missing(id);
}

const missing = (id: string) => err(appError("blob-missing", { detail: id }));

/**
 * The JSON body of a request, with each upload that it names put in as a data URI. Fails with `blob-missing` when
 * one is gone, with `body-too-large` before anything is read when they come to more than 96 MiB.
 */
export async function requestBody(store: BlobStore, input: unknown): Promise<Result<string, AppError>> {
  const named: string[] = [];
  const plain = JSON.stringify(input, (key, value: unknown) => {
    const id = blobIdIn(key, value);
    if (id) named.push(id);
    return value;
  });
  const blobs = new Map<string, StoredBlob>();
  for (const id of new Set(named)) {
    const blob = await store.find(id);
    if (!blob) return missing(id);
    blobs.set(id, blob);
  }
  const total = named.reduce((sum, id) => sum + base64Length(blobs.get(id)?.bytes ?? 0), plain.length);
  if (total > maxBodyBytes) return err(appError("body-too-large"));
  const uris = new Map<string, string>();
  for (const [id, blob] of blobs) {
    const uri = await dataUri(blob);
    if (!uri) return missing(id);
    uris.set(id, uri);
  }
  if (uris.size === 0) return ok(plain);
  const body = JSON.stringify(input, (key, value: unknown) => {
    const url = uris.get(blobIdIn(key, value) ?? "");
    if (url === undefined) return value;
    return typeof value === "string" ? url : { ...Object(value), url };
  });
  return ok(body);
}
