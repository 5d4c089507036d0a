import type { ModelSubType } from "@/lib/siliconflow/model-kinds";
import type { CatalogueEntry } from "./catalogue-entry";

/** What is paid for; amounts are yuan. */
export type PriceUnit = "million-tokens" | "image" | "video" | "million-bytes";

/** One price as a page tells it; null where no source states it. */
export type PriceLine = {
  what: "input" | "cached" | "image-input" | "output" | "image" | "video" | "speech";
  unit: PriceUnit;
  live: number | null;
  /** Present where the model may be asked in batches. */
  batch?: number | null;
};

/** What a model of a kind is always paid by, known or not. */
const mainly: Readonly<Record<ModelSubType, readonly PriceLine["what"][]>> = {
  chat: ["input", "cached", "output"],
  embedding: ["input"],
  reranker: ["input"],
  "text-to-image": ["image"],
  "image-to-image": ["image"],
  "text-to-video": ["video"],
  "image-to-video": ["video"],
  "text-to-speech": ["speech"],
  "speech-to-text": [],
};

/**
 * The prices of a model, straight from its entry: every one that a source states, and those of its kind that none does,
 * as null.
 */
export function priceLines({ price, sub_type: kind, capabilities }: CatalogueEntry): PriceLine[] {
  const tokens = "million-tokens";
  const lines: PriceLine[] = [
    { what: "input", unit: tokens, live: price.input_per_m_tokens, batch: price.batch_input_per_m_tokens },
    { what: "cached", unit: tokens, live: price.cached_input_per_m_tokens },
    { what: "image-input", unit: tokens, live: price.image_input_per_m_tokens },
    { what: "output", unit: tokens, live: price.output_per_m_tokens, batch: price.batch_output_per_m_tokens },
    { what: "image", unit: "image", live: price.per_image },
    { what: "video", unit: "video", live: price.per_video },
    { what: "speech", unit: "million-bytes", live: price.per_m_utf8_bytes },
  ];
  return lines
    .filter(({ what, live }) => live !== null || mainly[kind].includes(what))
    .map(({ batch, ...line }) => (capabilities.batch && batch !== undefined ? { ...line, batch } : line));
}
