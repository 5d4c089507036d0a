import { describe, expect, test } from "vitest";
import { catalogueChanges, tellChanges } from "./catalogue-changes";
import { catalogue } from "./server/catalogue";

const entries = [...catalogue.values()];
const onSale = entries.filter(({ status }) => status === "listed" || status === "newer");
const kindsOf = (kind: (entry: (typeof entries)[number]) => string) =>
  new Map(onSale.map((entry) => [entry.id, [kind(entry)]]));
const ids = onSale.map(({ id }) => id);

describe("the live list differs from the catalogue", () => {
  test("in nothing, where it has the same models of the same kinds", () => {
    const changes = catalogueChanges(entries, { ids, kinds: kindsOf(({ sub_type }) => sub_type) });
    expect(tellChanges(changes)).toEqual([]);
  });

  test("in nothing, where it names the kind that SiliconFlow's own catalogue prints", () => {
    const kinds = kindsOf((entry) => entry.catalogue_sub_type ?? entry.sub_type);
    expect(tellChanges(catalogueChanges(entries, { ids, kinds }))).toEqual([]);
  });

  test("in nothing that could not be asked", () => {
    expect(tellChanges(catalogueChanges(entries, { ids, kinds: new Map() }))).toEqual([]);
  });

  test("in the kind of a model", () => {
    const kinds = new Map([["Qwen/Qwen3-8B", ["embedding"]]]);
    const { changed } = catalogueChanges(entries, { ids, kinds });
    expect(changed).toEqual([{ id: "Qwen/Qwen3-8B", catalogue: "chat", live: "embedding" }]);
  });
});
