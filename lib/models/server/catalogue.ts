import "server-only";
import data from "@/lib/models/catalogue.json";
import { type Catalogue, type CatalogueEntry, parseCatalogue } from "@/lib/models/catalogue-entry";
import { type BilledUsage, priceOfUsage, type UsagePrice } from "@/lib/models/price";

const parsed = parseCatalogue(data);

/** What is known of each model, by its id. The live list decides which models exist; this adds to it. */
export const catalogue: ReadonlyMap<string, CatalogueEntry> = new Map(
  parsed.models.map((entry) => [entry.id, entry]),
);

/** Where the figures come from, and `compiled`: the date to show beside them. */
export const catalogueMeta: Catalogue["meta"] = parsed.meta;

/** The preset voices of the speech models. */
export const presetVoices: Catalogue["voices"]["presets"] = parsed.voices.presets;

/** What a call of a model that began at `at` costs by the catalogue. */
export function priceOfRun(
  model: string,
  { batched = false, ...usage }: BilledUsage & { batched?: boolean | undefined },
  at: Date,
): UsagePrice {
  return priceOfUsage({ price: catalogue.get(model)?.price, usage, at, batch: batched });
}
