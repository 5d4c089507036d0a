import format, { type CompiledMessage, type FormatOptions } from "icu-minify/format";
import { createTranslator } from "use-intl/core";
import { expect, test } from "vitest";
import { compileMessages } from "./compile-messages";
import { messages } from "./messages";

const formatters: FormatOptions["formatters"] = {
  getNumberFormat: (...options) => new Intl.NumberFormat(...options),
  getDateTimeFormat: (...options) => new Intl.DateTimeFormat(...options),
  getPluralRules: (...options) => new Intl.PluralRules(...options),
};

/** Every message of a tree with the keys that lead to it. */
function leavesOf(tree: object, path: readonly string[] = []): [string, unknown][] {
  return Object.entries(tree).flatMap(([key, value]: [string, unknown]): [string, unknown][] => {
    const at = [...path, key];
    const branch = typeof value === "object" && value !== null && !Array.isArray(value);
    return branch ? leavesOf(value, at) : [[at.join("."), value]];
  });
}

/** The same number for each argument of a message. */
const valuesFor = (written: unknown, value: number) =>
  Object.fromEntries([...String(written).matchAll(/\{(\w+)/g)].map(([, name]) => [name, value]));

test.each(["en", "zh"] as const)(
  "every message in %s says the same compiled as it says written",
  (locale) => {
    const written = leavesOf(messages[locale]);
    const compiled = new Map(leavesOf(compileMessages(messages[locale])));
    const translator = createTranslator({ locale, messages: messages[locale] });
    const translate = translator as unknown as (path: string, values: Record<string, number>) => string;
    expect(written.length).toBeGreaterThan(300);
    for (const [path, text] of written)
      for (const value of [0, 1, 2, 12_345.6]) {
        const values = valuesFor(text, value);
        const message = compiled.get(path) as CompiledMessage;
        expect(format(message, locale, values, { formatters }), path).toBe(translate(path, values));
      }
  },
);

test("compiled messages are plain objects, as React hands them to a page", () => {
  const isPlain = (value: unknown): boolean =>
    typeof value !== "object" ||
    value === null ||
    ((Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype) &&
      Object.values(value).every(isPlain));
  expect(isPlain(compileMessages(messages.en))).toBe(true);
});
