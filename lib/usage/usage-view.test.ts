import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { amountOf, dayBars, roundUp } from "./day-bars";
import { addDays, dayOf, daysOf, startOf } from "./days";
import { sumOf, type UsageRow } from "./usage";
import {
  beginning,
  callFilter,
  ending,
  filtered,
  groupings,
  isFiltered,
  measures,
  momentsOf,
  periods,
  readView,
  spanOf,
  unfiltered,
  writeView,
} from "./usage-view";

const now = Date.parse("2026-11-22T17:30:00Z"); // half past one of the 23rd in Beijing

const row = (changes: Partial<UsageRow> = {}): UsageRow => ({
  day: "2026-11-23",
  model: "acme/one",
  operation: "chat.completions",
  door: "browser",
  clientKey: null,
  calls: 1,
  failed: 0,
  inputTokens: 10,
  cachedTokens: 0,
  outputTokens: 5,
  reasoningTokens: 0,
  images: 0,
  videos: 0,
  utf8Bytes: 0,
  microCny: 100,
  estimatedMicroCny: 0,
  unpriced: 0,
  ...changes,
});

const view = (address = "") => readView(new URLSearchParams(address), now);

describe("days", () => {
  test("begin at midnight in China, wherever the server stands", () => {
    expect(dayOf(Date.parse("2026-11-22T15:59:59.999Z"))).toBe("2026-11-22");
    expect(dayOf(Date.parse("2026-11-22T16:00:00Z"))).toBe("2026-11-23");
  });

  test("of any span follow each other without a gap, over leap days and years", () => {
    const anyDay = fc
      .date({ min: new Date("1999-01-01"), max: new Date("2100-01-01"), noInvalidDate: true })
      .map((date) => dayOf(date.getTime()));
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 0, max: 800 }), (first, more) => {
        const days = daysOf({ first, last: addDays(first, more) });
        expect(days).toHaveLength(more + 1);
        for (const [at, day] of days.entries()) {
          expect(dayOf(Date.parse(startOf(day)))).toBe(day);
          if (at > 0) expect(Date.parse(startOf(day)) - Date.parse(startOf(days[at - 1] ?? ""))).toBe(864e5);
        }
      }),
      { numRuns: 50 },
    );
  });
});

describe("a period", () => {
  test.each([
    ["period=today", "2026-11-23", "2026-11-23"],
    ["period=week", "2026-11-17", "2026-11-23"],
    ["", "2026-10-25", "2026-11-23"],
    ["period=month", "2026-11-01", "2026-11-23"],
    ["period=own&from=2026-01-31&to=2026-02-02", "2026-01-31", "2026-02-02"],
    ["period=own&from=2026-05-05&to=2026-05-01", "2026-05-05", "2026-11-23"],
    ["period=own&from=2020-01-01&to=2026-11-01", "2025-11-01", "2026-11-01"],
    ["period=own&from=2026-02-31&to=yesterday", "2026-10-25", "2026-11-23"],
    ["period=own&from=2027-01-01&to=9999-12-31", "2026-11-23", "2026-11-23"],
    ["period=own&from=0000-01-01&to=0000-01-05", "2026-10-25", "2026-11-23"],
    ["period=eon", "2026-10-25", "2026-11-23"],
  ])("%s is from %s to %s", (address, first, last) => {
    expect(spanOf(view(address), now)).toEqual({ first, last });
  });

  test.each([
    ["2026-01-10", "2026-01-10", "2026-02-02"],
    ["2026-05-05", "2026-05-05", "2026-05-05"],
    ["2024-02-29", "2024-02-29", "2025-02-28"],
  ])("that is set to begin on %s is from %s to %s: its end comes along", (day, first, last) => {
    expect(beginning(day, { first: "2026-01-31", last: "2026-02-02" })).toEqual({ first, last });
  });

  test.each([
    ["2026-02-10", "2026-01-31", "2026-02-10"],
    ["2026-01-01", "2026-01-01", "2026-01-01"],
    ["2028-03-01", "2027-03-02", "2028-03-01"],
  ])("that is set to end on %s is from %s to %s: its beginning comes along", (day, first, last) => {
    expect(ending(day, { first: "2026-01-31", last: "2026-02-02" })).toEqual({ first, last });
  });

  test("ends where the day after it begins", () => {
    expect(momentsOf({ first: "2026-12-31", last: "2026-12-31" })).toEqual({
      from: "2026-12-31T00:00:00+08:00",
      to: "2027-01-01T00:00:00+08:00",
    });
  });
});

describe("an address", () => {
  test("shows the same again, whatever is chosen", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...periods),
        fc.constantFrom(...groupings),
        fc.constantFrom(...measures),
        fc.string(),
        fc.constantFrom("", "chat", "image"),
        fc.constantFrom("", "browser", "client"),
        fc.constantFrom("", "none", "0a1b2c3d"),
        fc.constantFrom("", "live", "batch"),
        (period, by, measure, model, capability, door, key, mode) => {
          const chosen = { ...view(), period, by, measure, filter: { model, capability, door, key, mode } };
          expect(view(writeView(chosen).toString())).toEqual(chosen);
          expect(isFiltered(unfiltered(chosen))).toBe(false);
        },
      ),
    );
  });

  test("that says nothing is empty, and what nobody understands is left out", () => {
    expect(writeView(view()).toString()).toBe("");
    expect(view("capability=magic&door=window&by=mood&measure=joy")).toEqual(view());
  });
});

describe("a filter", () => {
  const rows = [
    row(),
    row({ model: "acme/two", operation: "images.generations" }),
    row({ operation: "batches" }),
    row({ door: "client", clientKey: "0a1b2c3d" }),
    row({ operation: "telepathy" }),
  ];
  test.each([
    ["model=acme/two", 1],
    ["capability=chat", 3],
    ["capability=other", 1],
    ["mode=batch", 1],
    ["door=client", 1],
    ["key=0a1b2c3d", 1],
    ["key=none", 4],
    ["capability=chat&door=browser&mode=live", 1],
    ["capability=video", 0],
  ])("%s lets %i rows through", (address, count) => {
    expect(filtered(rows, view(address).filter)).toHaveLength(count);
  });

  test("asks for the same single calls", () => {
    expect(callFilter(view("capability=chat&period=today"), now, rows)).toEqual({
      from: "2026-11-23T00:00:00+08:00",
      to: "2026-11-24T00:00:00+08:00",
      model: "",
      door: "",
      key: "",
      operation: "batches,chat.completions",
    });
  });
});

describe("bars", () => {
  const days = daysOf({ first: "2026-11-17", last: "2026-11-23" });
  const rows = fc.array(
    fc.record({
      day: fc.constantFrom(...days),
      model: fc.constantFrom("a", "b", "c", "d", "e", "f", "g", "h"),
      microCny: fc.integer({ min: 0, max: 1e9 }),
      calls: fc.integer({ min: 1, max: 9 }),
    }),
  );

  test("have a place for every day, and parts that add up to what was used", () => {
    fc.assert(
      fc.property(rows, fc.constantFrom(...measures), (some, measure) => {
        const all = some.map(row);
        const bars = dayBars(all, days, "model", measure);
        expect(bars.days.map(({ day }) => day)).toEqual(days);
        for (const { sums, parts } of bars.days) {
          expect(parts).toHaveLength(bars.shown + 1);
          expect(parts.reduce((a, b) => a + b, 0)).toBe(amountOf(sums, measure));
        }
        const values = bars.groups.map(({ sums }) => amountOf(sums, measure));
        expect(values).toEqual(values.toSorted((a, b) => b - a));
        expect(values.reduce((a, b) => a + b, 0)).toBe(amountOf(sumOf(all), measure));
        expect(bars.shown).toBeLessThanOrEqual(5);
      }),
    );
  });

  test("end at a round number that holds the greatest", () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-6, max: 1e12, noNaN: true }), (value) => {
        const end = roundUp(value);
        expect(end).toBeGreaterThanOrEqual(value);
        expect(end).toBeLessThanOrEqual(value * 2.5 * (1 + 1e-9));
      }),
    );
  });
});
