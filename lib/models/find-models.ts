import type UFuzzy from "@leeoniya/ufuzzy";
import { type ModelSubType, modelSubTypes } from "@/lib/siliconflow/model-kinds";
import type { ListedModel } from "./catalogue-reply";
import { otherNamesOf } from "./vendor-names";

/** What a model can be asked to do, or how. */
export const abilities = [
  "vision",
  "video_in",
  "audio_in",
  "tools",
  "json",
  "prefix",
  "fim",
  "reasoning",
  "batch",
] as const;
export type Ability = (typeof abilities)[number];

/** What models are for. */
export const modelKinds: readonly ModelSubType[] = modelSubTypes;

export const modelOrders = ["name", "price", "context", "released"] as const;
export type ModelOrder = (typeof modelOrders)[number];

export type ModelFilter = {
  /** Parts of names, a mistake in each allowed. */
  words: string;
  /** Empty for any. */
  kinds: readonly ModelSubType[];
  vendor: string | null;
  /** Costs nothing at all. */
  free: boolean;
  /** Yuan for a million input tokens, at most. */
  maxPrice: number | null;
  /** Tokens, at least. */
  minContext: number | null;
  can: readonly Ability[];
  /** Those too that SiliconFlow does not list. */
  gone: boolean;
  favourites: boolean;
};

export const noModelFilter: ModelFilter = {
  words: "",
  kinds: [],
  vendor: null,
  free: false,
  maxPrice: null,
  minContext: null,
  can: [],
  gone: false,
  favourites: false,
};

/** What is sorted by price: input and output together where a model has both, else its one price. */
function priceOf({ entry }: ListedModel): number | null {
  if (!entry) return null;
  const { price } = entry;
  if (price.free) return 0;
  const { input_per_m_tokens: input, output_per_m_tokens: output } = price;
  if (input !== null) return input + (output ?? 0);
  return price.per_image ?? price.per_video ?? price.per_m_utf8_bytes;
}

/** What is unknown does not fit: nothing that costs more, or can do less, may come through. */
function fits(
  { id, live, entry }: ListedModel,
  filter: ModelFilter,
  favourites: ReadonlySet<string>,
): boolean {
  if (!filter.gone && live === false) return false;
  if (filter.favourites && !favourites.has(id)) return false;
  const { kinds, vendor, free, maxPrice, minContext, can } = filter;
  if (kinds.length > 0 && !(entry && kinds.includes(entry.sub_type))) return false;
  if (vendor !== null && entry?.vendor !== vendor) return false;
  if (free && entry?.price.free !== true) return false;
  const input = entry?.price.free ? 0 : (entry?.price.input_per_m_tokens ?? null);
  if (maxPrice !== null && (input === null || input > maxPrice)) return false;
  const context = entry?.context_length.value ?? null;
  if (minContext !== null && (context === null || context < minContext)) return false;
  return can.every((ability) => entry?.capabilities[ability] === true);
}

/** What is unknown comes last, whichever way. */
function compare(order: ModelOrder, a: ListedModel, b: ListedModel): number {
  const byName = nameOf(a.id).localeCompare(nameOf(b.id), "en", { numeric: true, sensitivity: "base" });
  if (order === "name") return byName;
  const of = { price: priceOf, context: contextOf, released: releasedOf }[order];
  const [left, right] = [of(a), of(b)];
  if (left === null || right === null) return Number(left === null) - Number(right === null) || byName;
  return (order === "price" ? left - right : right - left) || byName;
}

const contextOf = ({ entry }: ListedModel) => entry?.context_length.value ?? null;

function releasedOf({ entry }: ListedModel): number | null {
  const date = entry?.released.value;
  return date ? Date.parse(date) : null;
}

/** A model's own name, without who offers it. */
export const nameOf = (id: string): string => id.slice(id.lastIndexOf("/") + 1);

/** The first letter is right. */
const afterFirst: [number, number] = [1, Number.POSITIVE_INFINITY];

/**
 * The mistake that a part of a term may hold: a letter that is missing, too many, wrong or in its neighbour's place. In
 * three or four letters it may only be missing or misplaced, or everything would be found; digits are as they are.
 */
function mistakesIn(part: string) {
  const some = part.length >= 3 && /[a-z]/.test(part) ? 1 : 0;
  const any = part.length >= 5 ? some : 0;
  return { intraSlice: afterFirst, intraIns: some, intraTrn: some, intraSub: any, intraDel: any } as const;
}

/** What is typed, in parts: where Chinese meets other letters, nobody types a space. */
const termsOf = (words: string): string[] =>
  words
    .normalize("NFKC")
    .toLowerCase()
    .match(/\p{Script=Han}+|[^\s\p{Script=Han}]+/gu) ?? [];

const isChinese = (term: string) => /^\p{Script=Han}/u.test(term);
const withoutJoints = (name: string) => name.replace(/[\s/-]+/g, "");

/** Whether a model is called so: as it is written, run together, or by several of its names one after the other. */
function isCalled(name: string, term: string): boolean {
  if (name.includes(term)) return true;
  if (term.length >= 3 && withoutJoints(name).includes(withoutJoints(term))) return true;
  if (!isChinese(term)) return false;
  const breaks = Array.from({ length: Math.max(0, term.length - 3) }, (_, index) => index + 2);
  return breaks.some((at) => name.includes(term.slice(0, at)) && isCalled(name, term.slice(at)));
}

/** The models that fit, in order; those that are called as was typed come before those that are called nearly so. */
export class ModelFinder {
  private readonly models: readonly ListedModel[];
  private readonly names: string[];
  private readonly fuzzy: UFuzzy;

  constructor(models: readonly ListedModel[], Fuzzy: typeof UFuzzy) {
    this.models = models;
    this.names = models.map(({ id, entry }) =>
      `${id} ${entry ? `${entry.vendor} ${otherNamesOf(entry.vendor)}` : ""}`.toLowerCase(),
    );
    this.fuzzy = new Fuzzy({ intraMode: 1, intraRules: mistakesIn });
  }

  find(filter: ModelFilter, order: ModelOrder, favourites: ReadonlySet<string>): ListedModel[] {
    const terms = termsOf(filter.words);
    const found = terms.reduce<number[]>(
      (places, term) => this.called(term, places),
      this.models.map((_, index) => index),
    );
    const ranked = found.flatMap((index) => {
      const model = this.models[index];
      return model && fits(model, filter, favourites) ? [{ model, rank: this.rankOf(index, terms) }] : [];
    });
    ranked.sort((a, b) => b.rank - a.rank || compare(order, a.model, b.model));
    return ranked.map(({ model }) => model);
  }

  /** How nearly a model is called what was typed: as a whole, in parts, or with mistakes. */
  private rankOf(index: number, terms: readonly string[]): number {
    const { id = "" } = this.models[index] ?? {};
    if ([id, nameOf(id)].some((name) => name.toLowerCase() === terms.join("-"))) return 2;
    return Number(terms.every((term) => isCalled(this.names[index] ?? "", term)));
  }

  private called(term: string, places: number[]): number[] {
    const exact = places.filter((index) => isCalled(this.names[index] ?? "", term));
    // Names in Chinese are short: what is nearly one is another.
    if (term.length < 4 || !/^[a-z]/.test(term)) return exact;
    const near = this.fuzzy.filter(this.names, term, places) ?? [];
    return [...new Set([...exact, ...near])];
  }
}
