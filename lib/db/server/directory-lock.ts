import "server-only";
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";

const holderSchema = z.object({ pid: z.number().int().positive(), process: z.string() });
type Holder = z.infer<typeof holderSchema>;

/** Somebody else holds the directory. */
export class DirectoryInUse extends Error {
  constructor(directory: string, pid: number) {
    super(`The data directory ${directory} is in use by process ${pid}. Stop it, or set another DATA_DIR.`);
    this.name = "DirectoryInUse";
  }
}

function readOr(file: string, otherwise: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return otherwise;
  }
}

/** Tells one process from a later one with the same number: the boot and, on Linux, the moment of its start. */
function identify(pid: number): string {
  const boot = readOr("/proc/sys/kernel/random/boot_id", "").trim();
  const startTime = readOr(`/proc/${pid}/stat`, "").split(") ").at(-1)?.split(" ")[19] ?? "";
  return `${boot}:${startTime}`;
}

function isAlive(holder: Holder): boolean {
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EPERM")) return false;
  }
  return identify(holder.pid) === holder.process;
}

function readHolder(file: string): Holder | undefined {
  try {
    return holderSchema.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch {
    return undefined;
  }
}

/**
 * Takes a directory for this process alone; PGlite itself does not, and a second writer silently loses rows.
 * The lock of a dead process is taken over, that of a living one never. Returns how to give it back.
 * @throws DirectoryInUse
 */
export function lockDirectory(directory: string): () => void {
  mkdirSync(directory, { recursive: true });
  const file = path.join(directory, "lock");
  const mine: Holder = { pid: process.pid, process: identify(process.pid) };
  const draft = path.join(directory, `lock.${process.pid}`);
  writeFileSync(draft, JSON.stringify(mine));
  try {
    for (;;) {
      try {
        linkSync(draft, file); // appears whole or not at all
        return () => rmSync(file, { force: true });
      } catch {
        const holder = readHolder(file);
        if (holder && holder.pid !== process.pid && isAlive(holder))
          throw new DirectoryInUse(directory, holder.pid);
        moveAside(file);
      }
    }
  } finally {
    rmSync(draft, { force: true });
  }
}

/** Of several processes that find the same stale lock only one wins the rename. */
function moveAside(file: string): void {
  const aside = `${file}.stale.${process.pid}`;
  try {
    renameSync(file, aside);
    rmSync(aside, { force: true });
  } catch {
    // somebody else was faster
  }
}
