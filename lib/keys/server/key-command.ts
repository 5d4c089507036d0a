import "server-only";
import { env } from "@/lib/env/server/env";
import { keyFileIn } from "./client-keys";
import { addKey, listKeys, removeKey } from "./edit-key-file";
import type { StoredKey } from "./key-file";

/* npm run key: makes, lists and removes keys of other programs. Ends with 1 where nothing could be done. */

const usage = `npm run key -- "Alice's laptop"            makes a key and prints it once
npm run key -- --list                      lists the keys by name
npm run key -- --remove "Alice's laptop"   removes a key`;

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

function refuse(reason: string): void {
  process.stderr.write(`${reason}\n`);
  process.exitCode = 1;
}

function line({ client: { id, name, ...limits }, expiresAt }: StoredKey): string {
  const expiry = Number.isFinite(expiresAt) ? [`expires ${new Date(expiresAt).toISOString()}`] : [];
  const said = Object.entries(limits).map(([limit, value]) => `${limit} ${value}`);
  return [id, name, ...said, ...expiry].join("  ");
}

async function run([first, second, ...rest]: readonly string[]): Promise<void> {
  const file = keyFileIn(env().dataDirectory);
  if (first === "--list" && second === undefined) {
    const found = await listKeys(file);
    if (!found.ok) return refuse(found.error);
    return say(found.value.map(line).join("\n") || `No keys in ${file}.`);
  }
  if (first === "--remove" && second !== undefined && rest.length === 0) {
    const removed = await removeKey(file, second);
    return removed.ok ? say(`«${second}» is removed: its next call is refused.`) : refuse(removed.error);
  }
  if (first === undefined || first.startsWith("-") || second !== undefined) return refuse(usage);
  const added = await addKey(file, first.trim());
  if (!added.ok) return refuse(added.error);
  say(
    `${added.value}\n\nThis is the key of «${first}». It is shown this once: ${file} holds only its SHA-256.`,
  );
  say("The running server knows it already. Limits can be set beside it in the file.");
}

run(process.argv.slice(2)).catch((thrown) =>
  refuse(thrown instanceof Error ? thrown.message : String(thrown)),
);
