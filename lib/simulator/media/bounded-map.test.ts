import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { BoundedMap } from "@/lib/simulator/media/bounded-map";

describe("a bounded map", () => {
  it("keeps the newest entries within both bounds, and the newest in any case", () => {
    const entry = fc.tuple(fc.constantFrom("a", "b", "c", "d", "e", "f"), fc.nat(30));
    fc.assert(
      fc.property(fc.array(entry), (entries) => {
        const map = new BoundedMap<number>({ entries: 3, bytes: 40 });
        for (const [key, bytes] of entries) {
          map.set(key, bytes, bytes);
          const kept = map.values();
          expect(map.get(key)).toBe(bytes);
          expect(kept.length).toBeLessThanOrEqual(3);
          expect(kept.length === 1 || kept.reduce((sum, value) => sum + value, 0) <= 40).toBe(true);
        }
      }),
    );
  });
});
