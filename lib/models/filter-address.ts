import { modelSubTypes } from "@/lib/siliconflow/model-kinds";
import { abilities, type ModelFilter, type ModelOrder, modelOrders, noModelFilter } from "./find-models";

/* What is looked for, as an address holds it: a list of models can be sent to somebody. */

export type ModelSearch = { filter: ModelFilter; order: ModelOrder };

const numberOf = (text: string | null): number | null => {
  const value = text ? Number(text) : Number.NaN;
  return Number.isFinite(value) && value >= 0 ? value : null;
};

const namesOf = (text: string | null) => (text ?? "").split(",");

/** What an address looks for; what it names and nobody knows is left out. */
export function readSearch(query: Pick<URLSearchParams, "get">): ModelSearch {
  const kinds = namesOf(query.get("kind"));
  const can = namesOf(query.get("can"));
  return {
    filter: {
      words: query.get("q") ?? "",
      kinds: modelSubTypes.filter((kind) => kinds.includes(kind)),
      vendor: query.get("vendor") || null,
      free: query.get("free") === "1",
      maxPrice: numberOf(query.get("price")),
      minContext: numberOf(query.get("context")),
      can: abilities.filter((ability) => can.includes(ability)),
      gone: query.get("gone") === "1",
      favourites: query.get("favourites") === "1",
    },
    order: modelOrders.find((order) => order === query.get("sort")) ?? "name",
  };
}

/** An address that looks for this, whatever else it says; what is not set is left out. */
export function writeSearch({ filter, order }: ModelSearch, query = new URLSearchParams()): URLSearchParams {
  const { words, kinds, vendor, free, maxPrice, minContext, can, gone, favourites } = filter;
  const fields = {
    q: words,
    kind: kinds.join(","),
    vendor,
    free: free && "1",
    price: maxPrice,
    context: minContext,
    can: can.join(","),
    gone: gone && "1",
    favourites: favourites && "1",
    sort: order !== "name" && order,
  };
  const address = new URLSearchParams(query);
  for (const [name, value] of Object.entries(fields)) {
    address.delete(name);
    if (value !== null && value !== false && value !== "") address.set(name, String(value));
  }
  return address;
}

/** Whether anything is set beside the order. */
export const isFiltered = (filter: ModelFilter): boolean =>
  writeSearch({ filter, order: "name" }).size > writeSearch({ filter: noModelFilter, order: "name" }).size;
