import "server-only";
import type { AppError } from "@/lib/core/app-error";
import type { CarryContext } from "./operation";

type Results = {
  kind: "image" | "video";
  /** For each result: where it is, asked anew for each attempt. */
  addresses: readonly ((attempt: number) => Promise<string>)[];
  /** How long an address lives, in milliseconds. */
  linkLifeMs: number;
};

/** Saves everything that a run has made and says so, one by one. Gives why one was lost, if any was. */
export async function saveResults(
  { kind, addresses, linkLifeMs }: Results,
  { media, signal, emit }: CarryContext,
): Promise<AppError | undefined> {
  const expiresAt = Date.now() + linkLifeMs;
  for (const index of addresses.keys()) emit({ type: "media-start", index, expiresAt });
  const lost = await Promise.all(
    addresses.map(async (address, index) => {
      const onRetry = (attempt: number, error: AppError) =>
        emit({ type: "media-retry", index, attempt, error });
      const saved = await media.save({ kind, address, expiresAt, signal, onRetry });
      if (!saved.ok) {
        emit({ type: "media-lost", index, error: saved.error });
        return saved.error;
      }
      const { id, bytes, type: mediaType } = saved.value;
      emit({ type: "media-end", index, id, bytes, mediaType });
      return undefined;
    }),
  );
  return lost.find((error) => error !== undefined);
}
