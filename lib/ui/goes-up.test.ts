import fc from "fast-check";
import { expect, test } from "vitest";
import { goesUp } from "./goes-up";

const place = (scrollTop: number, scrollHeight = 1000, clientHeight = 400) => ({
  scrollTop,
  scrollHeight,
  clientHeight,
});

test("a reader who goes up is noticed, however little and whatever grows meanwhile", () => {
  expect(goesUp(place(600), place(570), 1000)).toBe(true);
  expect(goesUp(place(600), place(570, 1023), 1000)).toBe(true);
  expect(goesUp(place(600), place(0, 5000), 1000)).toBe(true);
});

test("content that gets lower, or a region that gets higher, is no reader", () => {
  expect(goesUp(place(600), place(400, 800), 800)).toBe(false);
  // It got lower, the region followed, and it grew again before anybody was told.
  expect(goesUp(place(600), place(400, 900), 800)).toBe(false);
  expect(goesUp(place(600), place(550, 1000, 450), 1000)).toBe(false);
});

test("going down, or nowhere, is not going up", () => {
  fc.assert(
    fc.property(fc.nat(5000), fc.nat(5000), fc.nat(5000), (top, more, height) => {
      expect(goesUp(place(top, height), place(top + more, height), height)).toBe(false);
    }),
  );
});
