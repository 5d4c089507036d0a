import "server-only";
import { AppFailure, appError } from "@/lib/core/app-error";
import { env } from "@/lib/env/server/env";

/** What one request keeps in memory of its body. */
export type HeldBody = {
  /** Throws AppFailure `too-much-at-once` when all bodies together would be more than there is room for. */
  take: (bytes: number) => void;
  leave: () => void;
};

/** Keeps account of the bodies that are in memory at once: each may be large, and many may come together. */
export class BodyRoom {
  private readonly mostBytes: number;
  private heldBytes = 0;

  constructor(mostBytes: number) {
    this.mostBytes = mostBytes;
  }

  enter(): HeldBody {
    let own = 0;
    return {
      take: (bytes) => {
        // One that is alone is bounded by its route.
        if (this.heldBytes > own && this.heldBytes + bytes > this.mostBytes)
          throw new AppFailure(appError("too-much-at-once", { retryAfterSeconds: 1 }));
        own += bytes;
        this.heldBytes += bytes;
      },
      leave: () => {
        this.heldBytes -= own;
        own = 0;
      },
    };
  }
}

/** Shared by the bundles of this process. */
const shared = globalThis as typeof globalThis & { playgroundBodyRoom?: BodyRoom };

/** The room of this process. */
export function bodyRoom(): BodyRoom {
  shared.playgroundBodyRoom ??= new BodyRoom(env().bodiesMaxBytes);
  return shared.playgroundBodyRoom;
}
