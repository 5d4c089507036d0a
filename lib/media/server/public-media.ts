import "server-only";
import { fileTypeFromBuffer } from "file-type";
import { type AppError, AppFailure, appError } from "@/lib/core/app-error";
import { err, ok, type Result } from "@/lib/core/result";
import type { RouteRequest } from "@/lib/http/server/define-route";
import type { Reply } from "@/lib/http/server/reply";
import type { BlobStore } from "./blob-store";
import { giveBlob } from "./media-handlers";
import type { MediaLinks } from "./media-links";
import type { MediaSaver } from "./media-saver";
import type { MediaSource } from "./media-source";

/** A caller waits for it. */
const longestSaveMs = 60_000;
const maxInlineBytes = 32 * 1024 * 1024;
const mostRemembered = 1000;

type PublicMediaParts = {
  saver: Pick<MediaSaver, "save">;
  source: MediaSource;
  links: MediaLinks;
  /** What this server's addresses begin with; without it SiliconFlow's own are given. */
  baseUrl: string | undefined;
  /** Hears of what could not be saved or read. */
  onLost: (error: AppError) => void;
};

/** What SiliconFlow made, as other programs get it. */
export class PublicMedia {
  private readonly parts: PublicMediaParts;
  /** A clip is asked about again and again. */
  private readonly known = new Map<string, Promise<string>>();

  constructor(parts: PublicMediaParts) {
    this.parts = parts;
  }

  /** Saves what lies at SiliconFlow's addresses and gives this server's own; where saving fails, SiliconFlow's. */
  async publish(kind: "image" | "video", urls: readonly string[]): Promise<string[]> {
    const { baseUrl } = this.parts;
    if (baseUrl === undefined) return [...urls];
    return Promise.all(urls.map((url) => this.once(url, () => this.save(kind, url, baseUrl))));
  }

  /** The bytes of a picture; nothing where they cannot be had. */
  async read(url: string, signal: AbortSignal): Promise<{ type: string; base64: string } | undefined> {
    try {
      const chunks: Uint8Array[] = [];
      let size = 0;
      for await (const chunk of this.parts.source(url, signal)) {
        size += chunk.byteLength;
        if (size > maxInlineBytes) throw new AppFailure(appError("media-too-large"));
        chunks.push(chunk);
      }
      const bytes = Buffer.concat(chunks);
      const type = (await fileTypeFromBuffer(bytes))?.mime ?? "";
      if (!type.startsWith("image/")) throw new AppFailure(appError("media-wrong-type", { detail: type }));
      return { type, base64: bytes.toString("base64") };
    } catch (thrown) {
      this.parts.onLost(thrown instanceof AppFailure ? thrown.error : appError("internal"));
      return undefined;
    }
  }

  /** A clip as it comes in, once its bytes show that it is one. Rejects with an AppFailure `media-…`. */
  async open(url: string, signal: AbortSignal): Promise<{ type: string; body: AsyncIterable<Uint8Array> }> {
    const source = this.parts.source(url, signal);
    const first = await source.next();
    const type = first.done ? "" : ((await fileTypeFromBuffer(first.value))?.mime ?? "");
    if (first.done || !type.startsWith("video/")) {
      await source.return();
      throw new AppFailure(appError("media-wrong-type", { detail: type }));
    }
    const { value } = first;
    async function* body() {
      yield value;
      yield* source;
    }
    return { type, body: body() };
  }

  /** One that is being saved, or was, is not saved again; one that failed is. */
  private once(url: string, save: () => Promise<string | undefined>): Promise<string> {
    const before = this.known.get(url);
    if (before !== undefined) return before;
    const saving = save().then((address) => {
      if (address === undefined) this.known.delete(url);
      return address ?? url;
    });
    this.known.set(url, saving);
    const [oldest] = this.known.keys();
    if (this.known.size > mostRemembered && oldest !== undefined) this.known.delete(oldest);
    return saving;
  }

  private async save(kind: "image" | "video", url: string, baseUrl: string): Promise<string | undefined> {
    const saved = await this.parts.saver.save({
      kind,
      address: async () => url,
      expiresAt: Date.now() + longestSaveMs,
      signal: AbortSignal.timeout(longestSaveMs),
      onRetry: () => {},
    });
    if (saved.ok) return baseUrl + this.parts.links.pathOf(saved.value.id);
    this.parts.onLost(saved.error);
    return undefined;
  }
}

/** GET /v1/media/:id: what was made, for whoever has its address, on the pages of others too. */
export async function givePublicMedia(
  { links, results }: { links: MediaLinks; results: BlobStore },
  request: RouteRequest<undefined>,
): Promise<Result<Reply, AppError>> {
  const id = request.params["id"] ?? "";
  const blob = links.isValid(id, request.url.searchParams) ? await results.find(id) : undefined;
  if (!blob) return err(appError("not-found"));
  const reply = giveBlob(blob, request);
  return ok({ ...reply, headers: { ...reply.headers, "cross-origin-resource-policy": "cross-origin" } });
}
