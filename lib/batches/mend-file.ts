import { modify } from "jsonc-parser";
import { parseJson } from "@/lib/core/parse-json";
import { byteOrderMark } from "./check-file";
import type { Edit } from "./pieces";
import { isBlank, readLines } from "./read-lines";

const encoder = new TextEncoder();
const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** What a line says of itself: whether it is an object, and its id where it has one. */
function idOf(text: string): { id: string | undefined } | undefined {
  const value = parseJson(text);
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  const id = "custom_id" in value ? value.custom_id : undefined;
  return { id: typeof id === "string" && id !== "" ? id : undefined };
}

const placeDigits = 5;

/** An id that nothing has: `line-00007`, or another one's with a number behind it. */
function freeId(taken: ReadonlySet<string>, line: number, id: string | undefined): string {
  const stem = id ?? `line-${String(line).padStart(placeDigits, "0")}`;
  let free = stem;
  for (let number = 2; taken.has(free); number += 1) free = `${stem}-${number}`;
  return free;
}

/** Gives a line another id; all other bytes of it stay. `offset`: where its text begins in the file. */
function renamed(text: string, id: string, offset: number): Edit[] {
  return modify(text, ["custom_id"], id, {}).map(({ offset: at, length, content }) => {
    const from = offset + encoder.encode(text.slice(0, at)).length;
    return { from, to: from + encoder.encode(text.slice(at, at + length)).length, text: content };
  });
}

/** All ids of a file. */
async function idsOf(file: Blob): Promise<Set<string>> {
  const ids = new Set<string>();
  for await (const { bytes } of readLines(file.stream())) {
    const id = bytes && idOf(textOf(bytes) ?? "")?.id;
    if (id !== undefined) ids.add(id);
  }
  return ids;
}

/** A mark before the first line does not belong to it. */
function textOf(bytes: Uint8Array): string | undefined {
  try {
    return utf8.decode(bytes).replace(/^\uFEFF/, "");
  } catch {
    return undefined;
  }
}

/**
 * The changes that take away what needs nobody's judgement: a byte order mark, carriage returns, blank lines; with `ids`
 * also those that give ids to requests which have none, or one that stood before. Everything else keeps its bytes.
 */
export async function mendFile(file: Blob, ids: boolean): Promise<Edit[]> {
  const taken = ids ? await idsOf(file) : new Set<string>();
  const seen = new Set<string>();
  const edits: Edit[] = [];
  for await (const { number, offset, bytes, carriageReturn, last } of readLines(file.stream())) {
    if (!bytes) continue;
    const end = offset + bytes.length;
    const content = number === 1 ? bytes.subarray(byteOrderMark(bytes)) : bytes;
    const start = end - content.length;
    if (isBlank(content)) {
      edits.push({ from: offset, to: end + Number(carriageReturn) + Number(!last), text: "" });
      continue;
    }
    if (start > offset) edits.push({ from: offset, to: start, text: "" });
    if (carriageReturn) edits.push({ from: end, to: end + 1, text: "" });
    if (!ids) continue;
    const text = textOf(content);
    const named = text === undefined ? undefined : idOf(text);
    if (text === undefined || !named) continue;
    if (named.id === undefined || seen.has(named.id)) {
      const id = freeId(taken, number, named.id);
      taken.add(id);
      edits.push(...renamed(text, id, start));
    } else seen.add(named.id);
  }
  return edits;
}
