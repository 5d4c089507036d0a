import fc from "fast-check";
import { expect, test } from "vitest";
import { modelSubTypes } from "@/lib/siliconflow/model-kinds";
import { isFiltered, readSearch, writeSearch } from "./filter-address";
import { abilities, modelOrders, noModelFilter } from "./find-models";

const search = fc.record({
  filter: fc.record({
    words: fc.string(),
    kinds: fc.subarray([...modelSubTypes]),
    vendor: fc.option(fc.string({ minLength: 1 }), { nil: null }),
    free: fc.boolean(),
    maxPrice: fc.option(fc.double({ min: 0, noNaN: true, noDefaultInfinity: true }).map(Math.abs), {
      nil: null,
    }),
    minContext: fc.option(fc.nat(), { nil: null }),
    can: fc.subarray([...abilities]),
    gone: fc.boolean(),
    favourites: fc.boolean(),
  }),
  order: fc.constantFrom(...modelOrders),
});

test("what is looked for comes back from its address", () => {
  fc.assert(
    fc.property(search, (wanted) => {
      const address = writeSearch(wanted).toString();
      expect(readSearch(new URLSearchParams(address))).toEqual(wanted);
    }),
  );
});

test("an address that nobody understands looks for everything", () => {
  const query = new URLSearchParams("kind=magic&can=fly&price=cheap&context=-1&sort=luck&free=yes");
  expect(readSearch(query)).toEqual({ filter: noModelFilter, order: "name" });
  expect(isFiltered(noModelFilter)).toBe(false);
  expect(isFiltered({ ...noModelFilter, free: true })).toBe(true);
});
