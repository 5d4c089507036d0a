import type { CreationItem, CreationRecord, VisualKind } from "@/lib/history/creation-record";
import { isAlias } from "@/lib/rounds/round";

/** One picture or clip, with the request that it came of. */
export type Result = { record: CreationRecord; item: CreationItem };

/** Tells results apart. */
export const resultKey = ({ record, item }: Result): string => `${record.id}:${item.index}`;

export type GalleryFilter = {
  kind?: VisualKind | undefined;
  model?: string | undefined;
  /** Words that the prompt has, in any order and case. */
  text: string;
  /** Days as in 2026-01-31, by the calendar of this device, both included. */
  from?: string | undefined;
  to?: string | undefined;
  favourites: boolean;
};

export const noFilter: GalleryFilter = { text: "", favourites: false };

const dayMs = 24 * 60 * 60 * 1000;
const startOf = (day: string): number => new Date(`${day}T00:00:00`).getTime();
/** Noon of the next day is in the next day, also when a clock is changed in between. */
const endOf = (day: string): number => new Date(startOf(day) + 1.5 * dayMs).setHours(0, 0, 0, 0);

/** The results that a filter lets through, in their order. */
export function filtered(results: readonly Result[], filter: GalleryFilter): Result[] {
  const { kind, model, from, to, favourites } = filter;
  const words = filter.text.toLowerCase().split(/\s+/).filter(Boolean);
  const first = from ? startOf(from) : Number.NEGATIVE_INFINITY;
  const end = to ? endOf(to) : Number.POSITIVE_INFINITY;
  return results.filter(({ record, item }) => {
    if (kind && record.kind !== kind) return false;
    if (model && record.model !== model) return false;
    if (favourites && item.favouriteAt === undefined) return false;
    if (record.createdAt < first || record.createdAt >= end) return false;
    if (words.length === 0) return true;
    const prompt = record.prompt.toLowerCase();
    return words.every((word) => prompt.includes(word));
  });
}

/** The models that results are of, by name. One that a blind round hides is none. */
export function modelsOf(results: readonly Result[]): string[] {
  const models = new Set(results.map(({ record }) => record.model));
  return [...models].filter((model) => !isAlias(model)).sort((a, b) => a.localeCompare(b));
}
