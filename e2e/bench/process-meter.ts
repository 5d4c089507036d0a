import { readdirSync, readFileSync } from "node:fs";
import { pause } from "./clock";

function readOr<Value>(read: () => Value): Value | undefined {
  try {
    return read();
  } catch {
    return undefined; // not Linux, or the process has gone
  }
}

/** Milliseconds of processor time of a process with all its threads; nothing where /proc does not tell. */
export function cpuMs(pid: number): number | undefined {
  return readOr(() => {
    let nanoseconds = 0;
    for (const thread of readdirSync(`/proc/${pid}/task`)) {
      const times = readFileSync(`/proc/${pid}/task/${thread}/schedstat`, "utf8");
      nanoseconds += Number(times.split(" ")[0]);
    }
    return nanoseconds / 1e6;
  });
}

/** Megabytes of memory that a process holds. */
export function residentMb(pid: number): number | undefined {
  return readOr(() => {
    const kilobytes = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
    return Number(kilobytes) / 1024;
  });
}

/** The most megabytes that a process holds while something goes on. */
export async function mostDuring(pid: number, work: Promise<unknown>): Promise<number | undefined> {
  let most = residentMb(pid);
  let going = true;
  const ended = work.finally(() => {
    going = false;
  });
  while (going) {
    most = Math.max(most ?? 0, residentMb(pid) ?? 0);
    await pause(10);
  }
  await ended;
  return most;
}

/** Milliseconds that all processors of this machine spent in programs and in the kernel for them. */
function machineMs(): number | undefined {
  return readOr(() => {
    const [, user, nice, system] = (readFileSync("/proc/stat", "utf8").split("\n")[0] ?? "").split(/\s+/);
    return (Number(user) + Number(nice) + Number(system)) * 10;
  });
}

/** Starts to watch what processes outside this benchmark take; the returned function tells it, in cores. */
export function watchOthers(ownPids: readonly number[]): () => number | undefined {
  const others = () => {
    const all = machineMs();
    const own = [process.pid, ...ownPids].map((pid) => cpuMs(pid) ?? 0);
    return all === undefined ? undefined : all - own.reduce((total, ms) => total + ms, 0);
  };
  const before = others();
  const startedMs = performance.now();
  return () => {
    const after = others();
    if (before === undefined || after === undefined) return undefined;
    return Math.max(0, after - before) / (performance.now() - startedMs);
  };
}
