import type { Exchange } from "@/lib/simulator/exchange";
import { invalidParameter } from "@/lib/simulator/failures";
import type { Reply } from "@/lib/simulator/http/reply";
import { mediaName } from "@/lib/simulator/media/shelf";
import { keepsake, pictureSize } from "@/lib/simulator/pictures/paint";

/** A picture that came with a request: its bytes, or none where it is a link that the simulator does not open. */
export type GivenPicture = { bytes: Buffer | null };

const dataUri = /^data:image\/[\w.+-]+;base64,/;

async function bytesOf(value: string, { state }: Exchange): Promise<Buffer | null | undefined> {
  const start = dataUri.exec(value.slice(0, 100))?.[0];
  if (start !== undefined) return Buffer.from(value.slice(start.length), "base64");
  if (!URL.canParse(value) || !/^https?:/i.test(value)) return undefined;
  const name = mediaName(new URL(value).pathname);
  const result = name === undefined ? undefined : state.shelf.get(name);
  return name === undefined || result === undefined ? null : state.shelf.bytes(name, result);
}

/**
 * Reads the field of a request that holds a picture: a data URI, or a link. Of links only those to the simulator's
 * own results are opened; others are accepted unseen. `side` is the longest that is kept of it.
 */
export async function givenPicture(
  exchange: Exchange,
  field: string,
  value: string,
  side: number,
): Promise<GivenPicture | { refusal: Reply }> {
  const bytes = await bytesOf(value, exchange);
  if (bytes === null) return { bytes: null };
  if (bytes === undefined)
    return { refusal: invalidParameter(`${field}: a link or a data URI of a picture is required`) };
  const readable = (await pictureSize(bytes)) !== null;
  return readable
    ? { bytes: await keepsake(bytes, side) }
    : { refusal: invalidParameter(`${field}: the bytes are no picture that can be read`) };
}
