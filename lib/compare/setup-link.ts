import * as z from "zod/mini";
import { type ColumnSetup, columnSetupSchema, mostColumns, newSetup } from "./column-setup";

/*
 * A set-up as the fragment of an address: browsers keep it to themselves, so no server ever logs it. What a link
 * holds is only filled in; a person sends it.
 */

const linkedSchema = z.object({
  version: z.literal(1),
  setups: z.array(columnSetupSchema).check(z.minLength(1), z.maxLength(mostColumns)),
  /** What is to be asked. */
  prompt: z.string(),
});
export type LinkedSetup = { setups: readonly ColumnSetup[]; prompt: string };

/** Longer addresses are cut by chat programs and refused by servers in between. */
export const mostLinkCharacters = 16_000;
/** A few kilobytes can unpack to gigabytes. */
const mostBytes = 1024 * 1024;

const fragmentKey = "setup=";

async function through(
  bytes: Uint8Array<ArrayBuffer>,
  transform: GenericTransformStream,
): Promise<Uint8Array> {
  const reader = new Blob([bytes]).stream().pipeThrough(transform).getReader();
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return new Uint8Array(await new Blob(chunks).arrayBuffer());
    size += value.byteLength;
    if (size > mostBytes) throw new RangeError("The link unpacks to too much.");
    chunks.push(value);
  }
}

function toBase64Url(bytes: Uint8Array): string {
  const binary = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

function fromBase64Url(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}

/** The fragment that stands for a set-up, without the `#`. */
export async function writeSetupFragment({ setups, prompt }: LinkedSetup): Promise<string> {
  const text = JSON.stringify({ version: 1, setups, prompt });
  const packed = await through(new TextEncoder().encode(text), new CompressionStream("deflate-raw"));
  return fragmentKey + toBase64Url(packed);
}

/** Whether an address carries a set-up at all. */
export const carriesSetup = (hash: string): boolean => hash.startsWith(`#${fragmentKey}`);

/** The set-up that the fragment of an address carries; nothing when it is broken, foreign or too large. */
export async function readSetupFragment(hash: string): Promise<LinkedSetup | undefined> {
  if (!carriesSetup(hash)) return undefined;
  try {
    const packed = fromBase64Url(hash.slice(fragmentKey.length + 1));
    const text = new TextDecoder().decode(await through(packed, new DecompressionStream("deflate-raw")));
    return linkedSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/** The set-up that an address names in words, as other programs write it: `?models=a,b&q=…`. */
export function readSetupQuery(search: string): LinkedSetup | undefined {
  const query = new URLSearchParams(search);
  const models = (query.get("models") ?? "").split(",").filter((model) => model.trim() !== "");
  const prompt = query.get("q") ?? "";
  if (models.length === 0 && prompt === "") return undefined;
  return { setups: models.slice(0, mostColumns).map((model) => newSetup(model.trim())), prompt };
}
