import "server-only";
import { open, readdir } from "node:fs/promises";
import path from "node:path";

async function syncFile(file: string): Promise<void> {
  const handle = await open(file, "r+");
  try {
    await handle.datasync();
  } finally {
    await handle.close();
  }
}

/**
 * PGlite never asks the system to write through (measured: no fsync in 100 commits), so a power cut could take
 * acknowledged rows. The returned function syncs the write-ahead log; calls that arrive while one is under way
 * share the next.
 */
export function createWalSync(walDirectory: string): () => Promise<void> {
  let running: Promise<void> | undefined;
  let next: Promise<void> | undefined;

  async function syncAll(): Promise<void> {
    const names = (await readdir(walDirectory)).filter((name) => /^[0-9A-F]{24}$/.test(name));
    await Promise.all(names.map((name) => syncFile(path.join(walDirectory, name))));
  }

  function start(): Promise<void> {
    running = syncAll().finally(() => {
      running = undefined;
    });
    return running;
  }

  return () => {
    if (!running) return start();
    next ??= running.then(start, start).finally(() => {
      next = undefined;
    });
    return next;
  };
}
