import { describe, expect, test } from "vitest";
import { toCsv } from "./csv";

const bare = (rows: Parameters<typeof toCsv>[0]) => toCsv(rows).slice(1);

describe("a table as CSV", () => {
  test("says that it is UTF-8, and ends its lines as spreadsheets expect", () => {
    expect(toCsv([["名", 1]])).toBe("\uFEFF名,1\r\n");
  });

  test("keeps commas, quotes and line breaks inside their cell", () => {
    expect(bare([['say "hi", twice', "two\nlines", undefined]])).toBe(
      '"say ""hi"", twice","two\nlines",\r\n',
    );
  });

  test.each(["=HYPERLINK(1)", "+1+1", "-1+1", "@SUM(A1)", "\tx"])(
    "never lets %j run as a formula",
    (text) => {
      expect(bare([[text]])).toMatch(/^"?'/);
    },
  );

  test("leaves numbers numbers", () => {
    expect(bare([[-1.5, "-2", "1e-3"]])).toBe("-1.5,-2,1e-3\r\n");
  });
});
