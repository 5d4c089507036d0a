import "server-only";
import { appendFile, readFile } from "node:fs/promises";
import type { CountedFiles } from "./relay-files";

/** The files of results whose answers stand in the ledger, one id a line on the disk: a restart counts none again. */
export function createCountedFiles(file: string, onUnwritten: (error: unknown) => void): CountedFiles {
  let reading: Promise<Set<string>> | undefined;
  const read = () =>
    readFile(file, "utf8").then(
      (text) => new Set(text.split("\n").filter(Boolean)),
      () => new Set<string>(),
    );
  return {
    async isFirst(fileId) {
      reading ??= read();
      const counted = await reading;
      if (counted.has(fileId)) return false;
      counted.add(fileId);
      await appendFile(file, `${fileId}\n`, { mode: 0o600 }).catch(onUnwritten);
      return true;
    },
  };
}
