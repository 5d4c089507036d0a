import { AppFailure, appError } from "@/lib/core/app-error";
import { readErrorReply } from "@/lib/http/request-json";
import { mostSearchBytes, type SearchReply, searchReplySchema } from "./server-report";

/** A text, and where it was found. */
export type Text = { place: string; text: string };

export type SearchResult = {
  /** Where a key stood; undefined where none did. */
  place: string | undefined;
  /** The server has keys that could be found. */
  possible: boolean;
  texts: number;
  bytes: number;
};

const encoder = new TextEncoder();
/** No key is longer: pieces of one text overlap by so much. */
const overlapBytes = 512;
const packBytes = mostSearchBytes / 2;

async function ask(bytes: Uint8Array<ArrayBuffer>, signal: AbortSignal): Promise<SearchReply> {
  const response = await fetch("/api/self-check/search", { method: "POST", body: bytes, signal }).catch(
    (cause) => {
      throw new AppFailure(appError("server-unreachable"), { cause });
    },
  );
  if (!response.ok) throw new AppFailure(await readErrorReply(response));
  return searchReplySchema.parse(await response.json());
}

/** The pieces of a text that the server takes at once. */
function* piecesOf(bytes: Uint8Array<ArrayBuffer>): Generator<Uint8Array<ArrayBuffer>> {
  for (let from = 0; from === 0 || from < bytes.length; from += packBytes - overlapBytes)
    yield bytes.slice(from, from + packBytes);
}

/**
 * Has the server look for its keys in texts, many at once; where one is found each is asked for by itself. Where the
 * server has none, the search ends. `tell` hears how far it is.
 */
export async function searchSecrets(
  texts: AsyncIterable<Text>,
  signal: AbortSignal,
  tell: (sofar: SearchResult) => void,
): Promise<SearchResult> {
  const result: SearchResult = { place: undefined, possible: false, texts: 0, bytes: 0 };
  let pack: { place: string; bytes: Uint8Array<ArrayBuffer> }[] = [];
  let packed = 0;
  const search = async () => {
    const joined = new Uint8Array(packed + pack.length);
    let at = 0;
    for (const { bytes } of pack) {
      joined.set(bytes, at);
      at += bytes.length + 1; // a zero between two texts
    }
    const { found, secrets } = await ask(joined, signal);
    result.possible = secrets > 0;
    for (const { place, bytes } of found ? pack : [])
      if ((await ask(bytes, signal)).found) result.place ??= place;
    pack = [];
    packed = 0;
    tell(result);
  };
  for await (const { place, text } of texts) {
    result.texts += 1;
    for (const bytes of piecesOf(encoder.encode(text))) {
      if (packed > 0 && packed + bytes.length > packBytes) {
        await search();
        if (!result.possible) return result;
      }
      pack.push({ place, bytes });
      packed += bytes.length;
      result.bytes += bytes.length;
    }
  }
  await search();
  return result;
}
