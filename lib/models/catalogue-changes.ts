import type { CatalogueEntry } from "./catalogue-entry";

/** What SiliconFlow lists: ids, and of each the kinds under which it lists it, where it could be asked for them. */
export type LiveModels = { ids: readonly string[]; kinds: ReadonlyMap<string, readonly string[]> };

export type CatalogueChanges = {
  /** Listed, and not in the catalogue. */
  added: { id: string; kinds: readonly string[] }[];
  /** On sale by the catalogue, and not listed any more. */
  gone: { id: string; successor: string | null }[];
  /** Listed, and not as the catalogue says. */
  changed: { id: string; catalogue: string; live: string }[];
};

/** How the live list differs from a catalogue. Prices and limits are not in the list, so nothing is said of them. */
export function catalogueChanges(entries: readonly CatalogueEntry[], live: LiveModels): CatalogueChanges {
  const listed = new Set(live.ids);
  const known = new Set(entries.map(({ id }) => id));
  const kindsOf = (id: string) => live.kinds.get(id) ?? [];
  const onSale = ({ status }: CatalogueEntry) => status === "listed" || status === "newer";
  return {
    added: [...listed].filter((id) => !known.has(id)).map((id) => ({ id, kinds: kindsOf(id) })),
    gone: entries
      .filter((entry) => onSale(entry) && !listed.has(entry.id))
      .map(({ id, replaced_by: successor }) => ({ id, successor: successor?.value ?? null })),
    changed: entries
      .filter(({ id }) => listed.has(id))
      .flatMap((entry) => {
        const { id, status, sub_type: kind, catalogue_sub_type: printed } = entry;
        const kinds = kindsOf(id);
        const sameKind = kinds.length === 0 || kinds.some((one) => one === kind || one === printed);
        return [
          ...(onSale(entry) ? [] : [{ id, catalogue: status, live: "listed" }]),
          ...(sameKind ? [] : [{ id, catalogue: kind, live: kinds.join(", ") }]),
        ];
      }),
  };
}

const part = (title: string, lines: readonly string[]) =>
  lines.length === 0 ? [] : ["", `${title} (${lines.length})`, ...lines.map((line) => `  ${line}`)];

/** The changes as lines to read; none where there are no changes. */
export function tellChanges({ added, gone, changed }: CatalogueChanges): string[] {
  return [
    ...part(
      "New: listed, and not in the catalogue",
      added.map(({ id, kinds }) => (kinds.length > 0 ? `${id} (${kinds.join(", ")})` : id)),
    ),
    ...part(
      "Gone: in the catalogue as on sale, and not listed",
      gone.map(({ id, successor }) => (successor ? `${id} → ${successor}` : id)),
    ),
    ...part(
      "Changed: listed in another way than the catalogue says",
      changed.map(({ id, catalogue, live }) => `${id}: ${catalogue} → ${live}`),
    ),
  ];
}
