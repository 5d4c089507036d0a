import "server-only";
import { randomUUID } from "node:crypto";
import { mkdir, readFile, rm, statfs, writeFile } from "node:fs/promises";
import path from "node:path";
import { LiveList } from "@/lib/models/server/live-list";
import type { Upstream } from "@/lib/siliconflow/server/upstream";
import type { ServerReport } from "../server-report";

type ServerParts = {
  upstream: Upstream;
  simulated: boolean;
  dataDirectory: string;
  openStorage: () => Promise<boolean>;
};

/** Looks at everything that this server needs. SiliconFlow is asked one question that costs nothing. */
export async function checkServer(parts: ServerParts): Promise<ServerReport> {
  const [upstream, disk, writable, database] = await Promise.all([
    checkUpstream(parts.upstream),
    diskOf(parts.dataDirectory),
    canWrite(parts.dataDirectory),
    parts.openStorage(),
  ]);
  return { now: Date.now(), simulated: parts.simulated, upstream, disk, writable, database };
}

async function checkUpstream(upstream: Upstream): Promise<ServerReport["upstream"]> {
  const began = performance.now();
  const listed = await new LiveList({ upstream, query: "" }).read();
  if (!listed.ok) return { state: "fails", error: listed.error };
  return {
    state: "answers",
    models: listed.value.ids.length,
    milliseconds: Math.round(performance.now() - began),
  };
}

async function diskOf(directory: string): Promise<ServerReport["disk"]> {
  try {
    const { bavail, blocks, bsize } = await statfs(directory);
    return { freeBytes: bavail * bsize, totalBytes: blocks * bsize };
  } catch {
    return null;
  }
}

async function canWrite(directory: string): Promise<boolean> {
  const file = path.join(directory, `self-check-${randomUUID()}`);
  try {
    await mkdir(directory, { recursive: true });
    await writeFile(file, file);
    return (await readFile(file, "utf8")) === file;
  } catch {
    return false;
  } finally {
    await rm(file, { force: true }).catch(() => {});
  }
}
