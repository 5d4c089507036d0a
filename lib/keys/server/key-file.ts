import "server-only";
import { findNodeAtLocation, getNodeValue, type Node } from "jsonc-parser";
import { z } from "zod";
import { lineAt, readEditedJson } from "@/lib/core/edited-json";
import { digestOf, idOf, isBrokenKey } from "./key-form";

const amount = z.int().positive().max(1e9).optional();
const yuan = z.number().nonnegative().max(1e9).optional();

/** What a key may do; nothing said is nothing limited. */
const keyLimitsShape = {
  /** Names of models, `*` for any signs. */
  models: z.array(z.string().trim().min(1)).min(1).optional(),
  requestsPerMinute: amount,
  /** In and out together. */
  tokensPerMinute: amount,
  /** Days and months of UTC+8, as in the budget. */
  yuanPerDay: yuan,
  yuanPerMonth: yuan,
  /** Calls that run at the same time, streams and others. */
  streamsAtOnce: amount,
};

const keyEntrySchema = z
  .strictObject({
    name: z
      .string()
      .trim()
      .min(1)
      .max(64)
      .regex(/^\P{Cc}+$/u, "a name has no control characters"),
    sha256: z
      .string()
      .regex(/^[0-9a-f]{64}$/i, "64 hexadecimal digits are expected")
      .optional(),
    key: z
      .string()
      .min(16)
      .regex(
        /^[\x21-\x7e]+$/,
        "a key has no spaces and only signs of ASCII: nothing else can be sent in a header",
      )
      .refine((key) => !isBrokenKey(key), "the key was mistyped: its last six signs do not fit")
      .optional(),
    ...keyLimitsShape,
    /** The day with whose beginning (UTC+8) it is refused, or a moment with its time zone. */
    expires: z.union([z.iso.date(), z.iso.datetime({ offset: true })]).optional(),
  })
  .refine(
    ({ sha256, key }) => (sha256 === undefined) !== (key === undefined),
    "either sha256 or key is expected",
  );

type KeyEntry = z.infer<typeof keyEntrySchema>;

/** Who calls: a key of a program, as everything beyond the door knows it. Never the key itself. */
export type ClientKey = Pick<KeyEntry, keyof typeof keyLimitsShape> & {
  /** The first digits of its SHA-256. */
  id: string;
  /** What the administrator calls it; keys of the environment have no name. */
  name?: string | undefined;
};

export type StoredKey = { digest: Buffer; client: ClientKey; expiresAt: number; plain: string | undefined };

/** What is wrong with the file of keys, where. */
export type KeyFault = { line: number; field?: string; reason: string };

export type KeyFile = { keys: StoredKey[]; faults: KeyFault[] };

function expiryOf(expires: string | undefined): number {
  if (expires === undefined) return Number.POSITIVE_INFINITY;
  return Date.parse(expires.includes("T") ? expires : `${expires}T00:00:00+08:00`);
}

function storedKey({ sha256, key, expires, ...client }: KeyEntry): StoredKey {
  const digest = key === undefined ? Buffer.from(sha256 ?? "", "hex") : digestOf(key);
  return { digest, client: { ...client, id: idOf(digest) }, expiresAt: expiryOf(expires), plain: key };
}

/** Reads `{ "keys": [ … ] }`; comments and trailing commas are allowed. Where anything is wrong, no key of it counts. */
export function readKeyFile(file: string): KeyFile {
  const read = readEditedJson(file);
  if ("fault" in read) return { keys: [], faults: [read.fault] };
  const { text, root } = read;
  const list = findNodeAtLocation(root, ["keys"]);
  if (list?.type !== "array")
    return {
      keys: [],
      faults: [{ line: lineAt(text, root.offset), field: "keys", reason: "a list is expected" }],
    };
  return readEntries(text, list.children ?? []);
}

function readEntries(text: string, nodes: readonly Node[]): KeyFile {
  const keys: StoredKey[] = [];
  const faults: KeyFault[] = [];
  const taken = new Set<string>();
  for (const node of nodes) {
    const parsed = keyEntrySchema.safeParse(getNodeValue(node));
    if (!parsed.success) {
      faults.push(faultOf(text, node, parsed.error.issues[0]));
      continue;
    }
    const key = storedKey(parsed.data);
    for (const [field, value] of Object.entries({ name: key.client.name, sha256: key.client.id }))
      if (taken.has(`${field} ${value}`))
        faults.push({ line: lineAt(text, node.offset), field, reason: "another key has the same" });
      else taken.add(`${field} ${value}`);
    keys.push(key);
  }
  return faults.length > 0 ? { keys: [], faults } : { keys, faults };
}

/** Somebody may have written a key where the name of a field belongs. */
const fieldName = /^\w{1,24}$/;

/** Says which field, and never what stands there: it may be a key. */
function faultOf(text: string, node: Node, issue: z.core.$ZodIssue | undefined): KeyFault {
  const unknown = issue?.code === "unrecognized_keys" ? issue.keys.slice(0, 1) : [];
  const path = [...(issue?.path ?? []), ...unknown].map((step) =>
    typeof step === "number" ? step : String(step),
  );
  const place = findNodeAtLocation(node, path) ?? node;
  const isName = path.every((step) => fieldName.test(String(step)));
  return {
    line: lineAt(text, place.offset),
    ...(path.length > 0 && isName && { field: path.join(".") }),
    reason: unknown.length > 0 ? "there is no such field" : (issue?.message ?? ""),
  };
}
