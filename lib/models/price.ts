import type { ModelPrice } from "@/lib/models/catalogue-entry";

/*
 * What a call costs in CNY by the catalogue (notes.md section 10). Never guesses: an amount without a known
 * rate makes the whole price unknown. Costs are summed as whole billionths of a yuan, so that a price
 * carries no dust of binary fractions: it is exact to 1e-9 CNY.
 */

/** The amounts of one call. What does not apply is absent. */
export type BilledUsage = {
  inputTokens?: number | undefined;
  /** Part of the input tokens. */
  cachedTokens?: number | undefined;
  /** Part of the input tokens; needed for models that bill pictures at a rate of their own. */
  imageTokens?: number | undefined;
  /** Thinking included. */
  outputTokens?: number | undefined;
  images?: number | undefined;
  videos?: number | undefined;
  /** Of the text to speak. */
  utf8Bytes?: number | undefined;
};

export type PricePart = {
  part: "input" | "cached-input" | "image-input" | "output" | "images" | "videos" | "speech";
  cny: number;
};

export type UnknownPriceReason =
  /** The catalogue does not know the model. */
  | "no-entry"
  /** Something was used whose rate no source states. */
  | "no-rate"
  /** It is not known what was used. */
  | "no-usage"
  /** Sources do not say which length tier this input falls into. */
  | "between-tiers"
  /** Pictures have a rate of their own, and it is not known how many tokens were pictures. */
  | "no-image-tokens";

export type UsagePrice =
  | { kind: "known"; cny: number; parts: PricePart[] }
  | { kind: "unknown"; reason: UnknownPriceReason };

type TokenRates = { input: number | null; cached: number | null; output: number | null };

const million = 1_000_000;
const billionth = 1_000_000_000;

/**
 * The price of one call. `at` is when it began, which decides about night prices; `batch` takes the prices
 * of batch jobs. The whole request takes the length tier of its input (our reading of the catalogue).
 */
export function priceOfUsage(call: {
  price: ModelPrice | undefined;
  usage: BilledUsage;
  at: Date;
  batch?: boolean;
}): UsagePrice {
  const { price, usage, at, batch = false } = call;
  if (!price) {
    return { kind: "unknown", reason: "no-entry" };
  }
  if (price.free) {
    return { kind: "known", cny: 0, parts: [] };
  }
  if (Object.values(usage).every((amount) => amount === undefined)) {
    return { kind: "unknown", reason: "no-usage" };
  }
  if (price.free === null) {
    return { kind: "unknown", reason: "no-rate" };
  }
  const { inputTokens = 0, outputTokens = 0, images = 0, videos = 0, utf8Bytes = 0 } = usage;
  const rates = batch ? batchRates(price) : liveRates(price, inputTokens, at);
  if (!rates) {
    return { kind: "unknown", reason: "between-tiers" };
  }
  const imageRate = price.image_input_per_m_tokens;
  if (imageRate !== null && inputTokens > 0 && usage.imageTokens === undefined) {
    return { kind: "unknown", reason: "no-image-tokens" };
  }
  const imageTokens = imageRate === null ? 0 : Math.min(usage.imageTokens ?? 0, inputTokens);
  const cachedTokens = Math.min(usage.cachedTokens ?? 0, inputTokens - imageTokens);
  return sum([
    { part: "input", amount: inputTokens - cachedTokens - imageTokens, rate: rates.input, per: million },
    { part: "cached-input", amount: cachedTokens, rate: rates.cached, per: million },
    { part: "image-input", amount: imageTokens, rate: imageRate, per: million },
    { part: "output", amount: outputTokens, rate: rates.output, per: million },
    { part: "images", amount: images, rate: price.per_image, per: 1 },
    { part: "videos", amount: videos, rate: price.per_video, per: 1 },
    { part: "speech", amount: utf8Bytes, rate: price.per_m_utf8_bytes, per: million },
  ]);
}

type Line = { part: PricePart["part"]; amount: number; rate: number | null; per: number };

function sum(lines: readonly Line[]): UsagePrice {
  const parts: PricePart[] = [];
  let billionths = 0;
  for (const { part, amount, rate, per } of lines.filter((line) => line.amount > 0)) {
    if (rate === null) {
      return { kind: "unknown", reason: "no-rate" };
    }
    const cost = Math.round((amount * rate * billionth) / per);
    billionths += cost;
    parts.push({ part, cny: cost / billionth });
  }
  return { kind: "known", cny: billionths / billionth, parts };
}

/** A batch job has no prices for cached input or by length. */
function batchRates(price: ModelPrice): TokenRates {
  return { input: price.batch_input_per_m_tokens, cached: null, output: price.batch_output_per_m_tokens };
}

/** The rates for an input of this length at this moment; undefined when the tier is not certain. */
function liveRates(price: ModelPrice, inputTokens: number, at: Date): TokenRates | undefined {
  const hour = price.time_of_day?.find(({ window }) => isWithin(window, at));
  const base = hour ?? price;
  if (price.tiers.length === 0) {
    return ratesOf(base, base.cached_input_per_m_tokens);
  }
  const tier = price.tiers.find((candidate) => isInTier(candidate, inputTokens));
  // The price for cached input is stated once: it belongs to the first tier, whose prices stand beside it.
  return tier && ratesOf(tier, tier.min_input_k_tokens === 0 ? price.cached_input_per_m_tokens : null);
}

function ratesOf(
  row: Pick<ModelPrice, "input_per_m_tokens" | "output_per_m_tokens">,
  cached: number | null,
): TokenRates {
  return { input: row.input_per_m_tokens, cached, output: row.output_per_m_tokens };
}

/** "32k" may mean 32,000 or 32,768: an input between the two lies in neither tier. */
function isInTier(tier: ModelPrice["tiers"][number], inputTokens: number): boolean {
  const { min_input_k_tokens: from, max_input_k_tokens: to } = tier;
  return (from === 0 || inputTokens > from * 1024) && (to === null || inputTokens < to * 1000);
}

/** Whether a moment lies in a window such as "02:00-08:00 Beijing time"; its end is outside. */
function isWithin(window: string, at: Date): boolean {
  const [from = 0, to = 0] = [...window.matchAll(/(\d{2}):(\d{2})/g)].map(
    ([, hours, minutes]) => Number(hours) * 60 + Number(minutes),
  );
  // Beijing is eight hours ahead all year.
  const minute = ((at.getUTCHours() + 8) % 24) * 60 + at.getUTCMinutes();
  return from <= to ? minute >= from && minute < to : minute >= from || minute < to;
}
