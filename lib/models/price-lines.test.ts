import { describe, expect, test } from "vitest";
import { priceLines } from "./price-lines";
import { catalogue } from "./server/catalogue";

describe("every price that is told", () => {
  test("is a figure of the model's entry, or unknown", () => {
    for (const entry of catalogue.values()) {
      const { price } = entry;
      const stated = new Set<number | null>([
        price.input_per_m_tokens,
        price.cached_input_per_m_tokens,
        price.image_input_per_m_tokens,
        price.output_per_m_tokens,
        price.batch_input_per_m_tokens,
        price.batch_output_per_m_tokens,
        price.per_image,
        price.per_video,
        price.per_m_utf8_bytes,
      ]);
      for (const { live, batch } of priceLines(entry)) {
        expect(live === null || stated.has(live)).toBe(true);
        expect(batch === undefined || batch === null || stated.has(batch)).toBe(true);
      }
    }
  });

  test("leaves no figure of an entry untold", () => {
    for (const entry of catalogue.values()) {
      const { price } = entry;
      const told = priceLines(entry).flatMap(({ live, batch }) => [live, batch]);
      for (const figure of [
        price.input_per_m_tokens,
        price.cached_input_per_m_tokens,
        price.image_input_per_m_tokens,
        price.output_per_m_tokens,
        price.per_image,
        price.per_video,
        price.per_m_utf8_bytes,
      ])
        if (figure !== null) expect(told, entry.id).toContain(figure);
    }
  });
});
