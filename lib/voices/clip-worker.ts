import { wavOf } from "@/lib/core/wav";
import { type ClipPart, framesOf, mixDown, sixteenBit } from "./clip-frames";

/** The samples of one clip stay here: a page that draws it needs none of them. */
let clip: { samples: Float32Array<ArrayBuffer>; rate: number } | undefined;

export type ClipTask =
  | { id: number; kind: "open"; channels: Float32Array<ArrayBuffer>[]; rate: number }
  | { id: number; kind: "cut"; part: ClipPart };

function answer(task: ClipTask): unknown {
  if (task.kind === "open") {
    clip = { samples: mixDown(task.channels), rate: task.rate };
    return framesOf(clip.samples, clip.rate);
  }
  if (!clip) return undefined;
  const { samples, rate } = clip;
  const cut = samples.subarray(Math.round(task.part.from * rate), Math.round(task.part.to * rate));
  return wavOf([sixteenBit(cut)], rate);
}

addEventListener("message", ({ data }: MessageEvent<ClipTask>) => {
  postMessage({ id: data.id, answer: answer(data) });
});
