import fc from "fast-check";
import { expect, test } from "vitest";
import { isBrokenKey, newKey } from "./key-form";

test("a new key is found by the pattern in the README, and no two are alike", () => {
  const keys = Array.from({ length: 200 }, newKey);
  for (const key of keys) expect(key).toMatch(/^sk-sfp-[0-9A-Za-z]{36}$/);
  expect(new Set(keys).size).toBe(200);
  expect(keys.filter(isBrokenKey)).toEqual([]);
});

test("a key with one wrong sign is known for broken without any list", () => {
  const key = newKey();
  const sign = fc.constantFrom(..."0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");
  fc.assert(
    fc.property(fc.integer({ min: 7, max: key.length - 1 }), sign, (at, wrong) => {
      fc.pre(key[at] !== wrong);
      expect(isBrokenKey(key.slice(0, at) + wrong + key.slice(at + 1))).toBe(true);
    }),
  );
  for (const broken of [key.slice(0, -1), `${key}0`, "sk-sfp-", "sk-sfp-钥匙"])
    expect(isBrokenKey(broken)).toBe(true);
});

test("a key of another make is for the list to judge", () => {
  for (const key of ["sk-0123456789abcdef", "sf-one", ""]) expect(isBrokenKey(key)).toBe(false);
});
