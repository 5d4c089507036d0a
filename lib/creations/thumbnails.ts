import * as z from "zod/mini";
import { history } from "@/lib/history/database";

const patienceMs = 30_000;

const madeSchema = z.object({
  type: z.string(),
  bytes: z.instanceof(ArrayBuffer),
  width: z.int(),
  height: z.int(),
});

/** Has a worker make a small picture, at most 384 pixels a side; nothing where the browser cannot. */
function shrink(picture: Blob): Promise<z.infer<typeof madeSchema> | undefined> {
  if (typeof Worker === "undefined" || typeof OffscreenCanvas === "undefined")
    return Promise.resolve(undefined);
  return new Promise((resolve) => {
    const worker = new Worker(new URL("./thumbnail-worker.ts", import.meta.url), { type: "module" });
    const end = (answer: unknown) => {
      clearTimeout(timer);
      worker.terminate();
      resolve(madeSchema.safeParse(answer).data);
    };
    const timer = setTimeout(end, patienceMs);
    worker.addEventListener("message", (event) => end(event.data));
    worker.addEventListener("error", () => end(undefined));
    worker.postMessage(picture);
  });
}

/**
 * Makes and keeps the small picture of a result, from the result itself or from a frame of it. Gives the size of what it
 * was made from; nothing where there is none to be had. Never rejects.
 */
export async function keepThumbnail(
  mediaId: string,
  picture: Blob,
): Promise<{ width: number; height: number } | undefined> {
  const made = await shrink(picture).catch(() => undefined);
  if (!made) return undefined;
  const { type, bytes, width, height } = made;
  await history()
    .thumbnails.put({ mediaId, type, bytes })
    .catch(() => {}); // the original is shown instead
  return { width, height };
}

/** The small picture of a result, if there is one. Never rejects. */
export async function loadThumbnail(mediaId: string): Promise<Blob | undefined> {
  const stored = await history()
    .thumbnails.get(mediaId)
    .catch(() => undefined);
  return stored && new Blob([stored.bytes], { type: stored.type });
}
