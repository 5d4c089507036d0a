import "server-only";
import { mkdir, open, readFile, rename, rm } from "node:fs/promises";
import path from "node:path";
import { applyEdits, modify } from "jsonc-parser";
import { err, ok, type Result } from "@/lib/core/result";
import { readKeyFile, type StoredKey } from "./key-file";
import { digestOf, newKey } from "./key-form";

const formattingOptions = { insertSpaces: true, tabSize: 2, insertFinalNewline: true };
const emptyFile = '{\n  "keys": []\n}\n';

/** The file as it is, or as it begins. Fails with a line for people. */
async function read(file: string): Promise<Result<{ text: string; keys: StoredKey[] }, string>> {
  const text = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return emptyFile;
    throw error;
  });
  const { keys, faults } = readKeyFile(text);
  const [fault] = faults;
  if (fault)
    return err(
      `${file}:${fault.line}: ${fault.field ?? ""} ${fault.reason}. Mend it first; nothing was changed.`,
    );
  return ok({ text, keys });
}

/** All or nothing, and readable by nobody else. */
async function write(file: string, text: string): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  const draft = `${file}.${process.pid}.new`;
  try {
    const handle = await open(draft, "w", 0o600);
    try {
      await handle.writeFile(text);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(draft, file);
  } finally {
    await rm(draft, { force: true });
  }
}

/** Every key with its name. */
export async function listKeys(file: string): Promise<Result<StoredKey[], string>> {
  const found = await read(file);
  return found.ok ? ok(found.value.keys) : found;
}

/** Makes a key, writes its SHA-256 under a name, and gives it: it can never be shown again. */
export async function addKey(file: string, name: string): Promise<Result<string, string>> {
  const found = await read(file);
  if (!found.ok) return found;
  const { text, keys } = found.value;
  if (keys.some(({ client }) => client.name === name)) return err(`There is a key named «${name}» already.`);
  const key = newKey();
  const entry = { name, sha256: digestOf(key).toString("hex") };
  const changed = applyEdits(text, modify(text, ["keys", keys.length], entry, { formattingOptions }));
  const [fault] = readKeyFile(changed).faults;
  if (fault) return err(`${fault.field ?? "name"}: ${fault.reason}`);
  await write(file, changed);
  return ok(key);
}

/** Takes a key away; its next call is refused. */
export async function removeKey(file: string, name: string): Promise<Result<undefined, string>> {
  const found = await read(file);
  if (!found.ok) return found;
  const { text, keys } = found.value;
  const place = keys.findIndex(({ client }) => client.name === name);
  if (place < 0) return err(`There is no key named «${name}».`);
  await write(file, applyEdits(text, modify(text, ["keys", place], undefined, { formattingOptions })));
  return ok(undefined);
}
