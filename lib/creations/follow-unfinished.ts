import { liveQuery } from "dexie";
import { pause } from "@/lib/core/pause";
import { inTurn } from "@/lib/core/tab-locks";
import { noteConnection, unfinishedIds } from "./store";

let following = false;

/**
 * Follows, as long as the page lives, every picture and clip that is unfinished, also those that other tabs begin. Of
 * several tabs one does it and another takes over when it goes; without locks (an insecure address) each does.
 */
export function followUnfinished(): void {
  if (following) return;
  following = true;
  void inTurn("creations", work).catch(() => {});
}

/** Never ends: the lock is given back when the page goes. */
function work(): Promise<never> {
  const { signal } = new AbortController();
  let follower: Promise<{ follow: (id: string) => Promise<void> }> | undefined;
  liveQuery(unfinishedIds).subscribe({
    next(ids) {
      if (ids.length === 0) return;
      follower ??= openFollower(signal);
      void follower.then(({ follow }) => {
        for (const id of ids) void follow(id);
      });
    },
    error: () => {},
  });
  return new Promise(() => {});
}

const loadFollower = () =>
  Promise.all([
    import("./follower"),
    import("./keep-result"),
    import("@/lib/runs/run-source").then(async (source) => {
      await source.loadSharedConnection();
      return source;
    }),
    import("@/lib/files/upload-media"),
    import("@/lib/files/upload-batch-file"),
  ]);

/** Fetches what will be needed once there is something to follow: a server that is gone then does not give it. */
export async function prepareToFollow(): Promise<void> {
  await loadFollower();
}

/** Says on everything that is unfinished whether the server can be reached. */
async function noteServer(reached: boolean): Promise<void> {
  for (const id of await unfinishedIds()) await noteConnection(id, reached);
}

/** What follows is fetched when there is something to follow, and asked for until it is there. */
async function openFollower(signal: AbortSignal) {
  for (let failures = 1; ; failures += 1) {
    const loaded = await loadFollower().catch(() => undefined);
    if (!loaded || failures > 1) await noteServer(loaded !== undefined).catch(() => {});
    if (!loaded) {
      await pause(failures, signal);
      continue;
    }
    const [
      { CreationFollower },
      { keepResult },
      { sharedConnection },
      { uploadMedia, forgetUploads },
      { uploadBatchFile },
    ] = loaded;
    const parts = {
      runs: sharedConnection,
      upload: uploadMedia,
      forgetUploads,
      uploadBatchFile,
      keepResult,
      pause,
    };
    const follower = new CreationFollower(parts, signal);
    return { follow: (id: string) => follower.follow(id) };
  }
}
