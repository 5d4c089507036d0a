import type { CatalogueEntry } from "./catalogue-entry";

/** Who says something: tags that the catalogue spells out, and what is to be known of it. */
export type Said = { tags: string[]; remark: string | null };

/** Reads the source of a figure, such as "seed002 (closed list)" or "docs-a, docs-b". */
export function readSource(source: string): Said {
  const [, names = source, remark = null] = /^(.*?)(?: \((.*)\))?$/.exec(source) ?? [];
  return { tags: names.split(/, | \+ | vs | \/ /).filter(Boolean), remark };
}

/** Every tag that an entry names as the source of something, each once, in the order of the entry. */
export function sourceTags(entry: CatalogueEntry): string[] {
  const found = new Set<string>();
  const look = (value: unknown, isSource: boolean): void => {
    if (typeof value === "string" && isSource) for (const tag of readSource(value).tags) found.add(tag);
    if (typeof value !== "object" || value === null) return;
    const names = isSource || /source$/;
    for (const [name, inner] of Object.entries(value))
      look(inner, names === true || name === "capability_sources" || names.test(name));
  };
  look(entry, false);
  return [...found];
}
