import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { DirectoryInUse, lockDirectory } from "./directory-lock";

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), "lock-"));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

/** Another process that takes the lock by the same code and says so. */
async function otherHolder() {
  const script = `import("${path.resolve("lib/db/server/directory-lock.ts")}").then((lock) => {
    lock.lockDirectory(${JSON.stringify(directory)}); console.log("held"); setInterval(() => {}, 1000); });`;
  const flags = ["--conditions=react-server", "--import", "tsx", "--input-type=module", "-e", script];
  const child = spawn(process.execPath, flags, { stdio: ["ignore", "pipe", "inherit"] });
  await once(child.stdout, "data");
  return child;
}

describe("the lock of the data directory", () => {
  test("refuses a second process, names the first, and is free again after kill -9", async () => {
    const holder = await otherHolder();
    expect(() => lockDirectory(directory)).toThrow(new DirectoryInUse(directory, holder.pid ?? 0).message);
    const gone = once(holder, "exit");
    holder.kill("SIGKILL");
    await gone;
    const release = lockDirectory(directory);
    expect(existsSync(path.join(directory, "lock"))).toBe(true);
    release();
    expect(existsSync(path.join(directory, "lock"))).toBe(false);
  });

  test("takes over the lock of an earlier process whose number is in use again", () => {
    writeFileSync(path.join(directory, "lock"), JSON.stringify({ pid: process.ppid, process: "boot:1" }));
    expect(() => lockDirectory(directory)).not.toThrow();
  });

  test("takes over a lock file that is no lock", () => {
    writeFileSync(path.join(directory, "lock"), "");
    expect(() => lockDirectory(directory)).not.toThrow();
  });
});
