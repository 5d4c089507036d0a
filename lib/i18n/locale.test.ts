import { expect, test } from "vitest";
import { preferredLocale } from "./locale";

test.each([
  ["zh-CN,zh;q=0.9,en;q=0.8", "zh"],
  ["en-GB,en;q=0.9,zh;q=0.8", "en"],
  ["fr-FR,zh-TW;q=0.5,en;q=0.7", "en"],
  ["de, zh;q=0", "en"],
  ["", "en"],
  ["ja,zh;q=0.1", "zh"],
])("a browser that asks for %j is greeted in %s", (header, locale) => {
  expect(preferredLocale(header)).toBe(locale);
});
