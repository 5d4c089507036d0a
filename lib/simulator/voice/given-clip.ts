import type { Exchange } from "@/lib/simulator/exchange";
import { invalidParameter } from "@/lib/simulator/failures";
import type { Reply } from "@/lib/simulator/http/reply";

/** What a clip is called, besides its bytes: its media type or the name of its file. */
export type Clip = { bytes: Uint8Array<ArrayBuffer>; name: string };

/** Seconds (notes.md section 7). */
const tooLong = 30;
/** Bytes without a container say nothing of their rate; this one is ours. */
const pcmRate = 44_100;

const dataUri = /^data:(audio\/[\w.+-]+)[^,]{0,100};base64,/;

/** The clip of a data URI; its bytes are a copy that may be given away. */
export function clipOfDataUri(uri: string): Clip | undefined {
  const [start, name = ""] = dataUri.exec(uri.slice(0, 200)) ?? [];
  return start === undefined
    ? undefined
    : { name, bytes: Uint8Array.from(Buffer.from(uri.slice(start.length), "base64")) };
}

/** A reference clip as SiliconFlow takes it: mp3, wav, pcm or opus, shorter than 30 seconds. Answers its pitch. */
export async function readClip(
  { state }: Exchange,
  field: string,
  { bytes, name }: Clip,
): Promise<{ refusal: Reply } | { pitch: number | null }> {
  const refuse = (reason: string) => ({ refusal: invalidParameter(`${field}: ${reason}`) });
  if (bytes.length === 0) return refuse("the file is empty");
  const isPcm = /(?:^|[/.])(?:x-)?(?:pcm|l16)$/i.test(name);
  const clip = await state.studio.study(bytes, isPcm ? pcmRate : null);
  if (clip === null) return refuse("no sound that can be read");
  const fits = ["MP3", "WAVE", "PCM"].includes(clip.container) || clip.codec === "opus";
  if (!fits) return refuse("mp3, wav, pcm or opus is required");
  if (clip.seconds >= tooLong) return refuse(`shorter than ${tooLong} seconds is required`);
  return { pitch: clip.pitch };
}
