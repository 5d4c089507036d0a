import type { KeptSource } from "./draft";

const lookedAtBytes = 64 * 1024;

/**
 * What a file is: requests, which are taken as they are, or a table that a template makes requests of. JSON Lines are requests
 * by their name; others when their first line looks like one.
 */
export async function sourceKindOf(file: Blob, name: string): Promise<KeptSource["kind"]> {
  if (/\.(jsonl|ndjson)$/i.test(name)) return "file";
  const start = await file.slice(0, lookedAtBytes).text();
  const [first = ""] = start
    .replace(/^\uFEFF/, "")
    .trimStart()
    .split(/\r?\n/, 1);
  return first.startsWith("{") && /"(body|custom_id)"\s*:/.test(first) ? "file" : "table";
}
