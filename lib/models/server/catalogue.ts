import "server-only";
import { readFile, stat } from "node:fs/promises";
import data from "@/lib/models/catalogue.json";
import { type Catalogue, type CatalogueEntry, parseCatalogue } from "@/lib/models/catalogue-entry";
import type { CorrectionFault } from "@/lib/models/catalogue-reply";
import { type Corrections, readCorrections } from "@/lib/models/corrections";
import { type BilledUsage, priceOfUsage, type UsagePrice } from "@/lib/models/price";

const parsed = parseCatalogue(data);

/** What is known of each model, by its id, as it came with this version. */
export const catalogue: ReadonlyMap<string, CatalogueEntry> = new Map(
  parsed.models.map((entry) => [entry.id, entry]),
);

/** Where the figures come from, and `compiled`: the date to show beside them. */
export const catalogueMeta: Catalogue["meta"] = parsed.meta;

/** The preset voices of the speech models. */
export const presetVoices: Catalogue["voices"]["presets"] = parsed.voices.presets;

const none: Corrections = { entries: [], faults: [] };

/**
 * What is known of each model: the catalogue of this version, with what the administrator's file corrects and adds. The
 * live list decides which models exist; this adds to it.
 */
export class KnownModels {
  private readonly file: string | undefined;
  private corrected: ReadonlyMap<string, CatalogueEntry> = new Map();
  private readAt: number | undefined;
  faults: readonly CorrectionFault[] = [];

  /** `file` need not exist; without one there are no corrections. */
  constructor(file?: string) {
    this.file = file;
  }

  get(id: string): CatalogueEntry | undefined {
    return this.corrected.get(id) ?? catalogue.get(id);
  }

  /** Every model that is known, those that only the administrator knows at the end. */
  entries(): CatalogueEntry[] {
    const known = [...catalogue.keys()].flatMap((id) => this.get(id) ?? []);
    return [...known, ...[...this.corrected.values()].filter(({ id }) => !catalogue.has(id))];
  }

  /** The models that the administrator's file corrects or adds. */
  get correctedIds(): string[] {
    return [...this.corrected.keys()];
  }

  /** Reads the administrator's file when it has changed. Never rejects: what cannot be read stands in `faults`. */
  async refresh(): Promise<void> {
    if (!this.file) return;
    const changedAt = await stat(this.file).then(
      ({ mtimeMs }) => mtimeMs,
      () => undefined,
    );
    if (changedAt === this.readAt) return;
    this.readAt = changedAt;
    const { entries, faults } = changedAt === undefined ? none : await readFrom(this.file);
    this.corrected = new Map(entries.map((entry) => [entry.id, entry]));
    this.faults = faults;
  }

  /** What a call of a model that began at `at` costs. */
  priceOf(
    model: string,
    { batched = false, ...usage }: BilledUsage & { batched?: boolean | undefined },
    at: Date,
  ): UsagePrice {
    return priceOfUsage({ price: this.get(model)?.price, usage, at, batch: batched });
  }

  /** The same, as far as a page and the ledger are concerned. */
  readonly costOf = (...call: Parameters<KnownModels["priceOf"]>): Cost => {
    const price = this.priceOf(...call);
    return price.kind === "known" ? { kind: "known", cny: price.cny } : { kind: "unknown" };
  };
}

type Cost = { kind: "known"; cny: number } | { kind: "unknown" };

async function readFrom(file: string): Promise<Corrections> {
  try {
    return readCorrections(await readFile(file, "utf8"), catalogue);
  } catch (thrown) {
    const reason = thrown instanceof Error && "code" in thrown ? String(thrown.code) : "unreadable";
    return { entries: [], faults: [{ line: 1, reason }] };
  }
}
