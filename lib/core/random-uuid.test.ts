import { afterEach, expect, test, vi } from "vitest";
import { randomUuid } from "./random-uuid";

afterEach(() => vi.unstubAllGlobals());

const places = [
  { place: "https or this machine", given: crypto },
  { place: "plain http", given: { getRandomValues: crypto.getRandomValues.bind(crypto) } },
];

test.each(places)("over $place ids are version 4 UUIDs, and never twice the same", ({ given }) => {
  vi.stubGlobal("crypto", given);
  const ids = Array.from({ length: 1000 }, randomUuid);
  for (const id of ids)
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(new Set(ids).size).toBe(ids.length);
});
