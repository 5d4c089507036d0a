import type { CatalogueEntry } from "./catalogue-entry";
import { audioTokens, type ImageTokenRule, imageTokens, videoTokens } from "./media-tokens";
import { type BilledUsage, priceOfUsage, type UnknownPriceReason } from "./price";
import type { Workload, WorkloadField } from "./workload";

/** What a workload costs, in yuan; a month has thirty days. */
export type Forecast =
  | { kind: "known"; call: number; day: number; month: number }
  /** Something of it has a price, a length or a count of tokens that no source states. */
  | { kind: "unknown"; reason: UnknownPriceReason | "no-media-tokens" }
  /** The model does not take it. */
  | { kind: "unfit"; lacks: "vision" | "video_in" | "audio_in" | "batch" };

export type PricedModel = { entry: CatalogueEntry; imageTokens: ImageTokenRule | null };

export const daysOfMonth = 30;
/** The size of a picture that is shown, and of a frame of a video, of which one a second is looked at. */
export const shownPicture = { width: 1024, height: 1024 };
export const shownFrame = { width: 1280, height: 720 };

const billionth = 1_000_000_000;
/** By day: the night prices of a few models are not reckoned with. */
const noon = new Date("2026-11-21T12:00:00+08:00");

const fieldsOfKind: Readonly<Record<CatalogueEntry["sub_type"], readonly WorkloadField[]>> = {
  chat: ["inputTokens", "cachedTokens", "outputTokens", "picturesIn", "videoSeconds", "soundSeconds"],
  embedding: ["inputTokens", "picturesIn"],
  reranker: ["inputTokens", "picturesIn"],
  "text-to-image": ["pictures"],
  "image-to-image": ["pictures"],
  "text-to-video": ["clips"],
  "image-to-video": ["clips"],
  "text-to-speech": ["utf8Bytes"],
  "speech-to-text": ["soundSeconds"],
};

/** What of a workload concerns models of these kinds, the number of calls apart. */
export function fieldsFor(kinds: readonly CatalogueEntry["sub_type"][]): WorkloadField[] {
  return [...new Set(kinds.flatMap((kind) => fieldsOfKind[kind]))];
}

/** What a workload costs with a model, live or in batches. Never guesses: what has no known price makes all unknown. */
export function forecast(
  model: PricedModel,
  workload: Workload,
  { batch = false }: { batch?: boolean } = {},
): Forecast {
  const { entry } = model;
  const { capabilities } = entry;
  if (batch && capabilities.batch === false) return { kind: "unfit", lacks: "batch" };
  if (batch && capabilities.batch === null) return { kind: "unknown", reason: "no-rate" };
  const usage = usageOf(model, workload);
  if ("kind" in usage) return usage;
  const price = priceOfUsage({ price: entry.price, usage, at: noon, batch });
  if (price.kind === "unknown") return price;
  // Whole billionths, so that many calls add no dust of binary fractions.
  const call = Math.round(price.cny * billionth);
  const day = call * workload.calls;
  return { kind: "known", call: price.cny, day: day / billionth, month: (day * daysOfMonth) / billionth };
}

type Unpriced = Exclude<Forecast, { kind: "known" }>;

function usageOf(model: PricedModel, workload: Workload): BilledUsage | Unpriced {
  const { sub_type: kind, price } = model.entry;
  const { inputTokens, cachedTokens, outputTokens, pictures, clips, utf8Bytes, soundSeconds } = workload;
  switch (kind) {
    case "text-to-image":
    case "image-to-image":
      return { images: pictures };
    case "text-to-video":
    case "image-to-video":
      return { videos: clips };
    case "text-to-speech":
      return { utf8Bytes };
    case "speech-to-text":
      // Only free ones have a price that is known: by what others are billed no source says.
      return price.free || soundSeconds === 0 ? { utf8Bytes: 0 } : { kind: "unknown", reason: "no-rate" };
    default: {
      const shown = shownTokens(model, workload);
      if (typeof shown === "object") return shown;
      return {
        inputTokens: inputTokens + shown,
        cachedTokens: kind === "chat" ? Math.min(cachedTokens, inputTokens) : 0,
        imageTokens: shown,
        outputTokens: kind === "chat" ? outputTokens : 0,
      };
    }
  }
}

/** About how many tokens pictures, video and sound come to, by SiliconFlow's guide. */
function shownTokens(
  { entry, imageTokens: rule }: PricedModel,
  { picturesIn, videoSeconds, soundSeconds }: Workload,
): number | Unpriced {
  const { capabilities, price, sub_type: kind } = entry;
  const chats = kind === "chat";
  const asked = [
    { lacks: "vision", amount: picturesIn, countable: rule !== null },
    { lacks: "video_in", amount: chats ? videoSeconds : 0, countable: rule !== null },
    // The guide counts sound for Qwen's Omni models, whose pictures it counts by Qwen's rule.
    { lacks: "audio_in", amount: chats ? soundSeconds : 0, countable: rule === "qwen" },
  ] as const;
  const needed = asked.filter(({ amount }) => amount > 0);
  const [unfit] = needed.filter(({ lacks }) => capabilities[lacks] === false);
  if (unfit) return { kind: "unfit", lacks: unfit.lacks };
  if (needed.length === 0 || price.free) return 0;
  if (rule === null || needed.some(({ lacks, countable }) => !countable || capabilities[lacks] === null))
    return { kind: "unknown", reason: "no-media-tokens" };
  const pictures = picturesIn * imageTokens(rule, { ...shownPicture, detail: "high" });
  const frames = { ...shownFrame, fps: 1, maxFrames: Number.POSITIVE_INFINITY, detail: "high" } as const;
  const video = chats && videoSeconds > 0 ? videoTokens(rule, { ...frames, seconds: videoSeconds }) : 0;
  return pictures + video + (chats ? audioTokens(soundSeconds) : 0);
}
