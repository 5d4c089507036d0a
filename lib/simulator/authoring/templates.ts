import { readdirSync, readFileSync } from "node:fs";
import type { Language } from "@/lib/simulator/authoring/language";
import { pick, type Random } from "@/lib/simulator/random";

/*
 * The texts of recordings/: `answers/<language>/<topic>-<variant>.md`, `thinking/<language>.md`, and
 * `code/<sample>.md`. `{{name}}` is a place for words of the question; `{{Name}}` begins with a capital.
 */

const folder = new URL("./../recordings/", import.meta.url);

function readTexts(path: string): ReadonlyMap<string, string> {
  const names = readdirSync(new URL(path, folder)).filter((name) => name.endsWith(".md"));
  return new Map(
    names
      .sort()
      .map((name) => [name.slice(0, -3), readFileSync(new URL(path + name, folder), "utf8").trim()]),
  );
}

const answers: Readonly<Record<Language, ReadonlyMap<string, string>>> = {
  en: readTexts("answers/en/"),
  zh: readTexts("answers/zh/"),
};
const thinking = readTexts("thinking/");
const code = readTexts("code/");

export type Words = Readonly<Record<string, string>>;

export function fill(template: string, words: Words): string {
  return template.replace(/\{\{(\w+)\}\}/g, (place, name: string) => {
    const lower = name.toLowerCase();
    const word = words[lower];
    if (word === undefined) return place;
    return name === lower ? word : word.charAt(0).toUpperCase() + word.slice(1);
  });
}

/** One of the topic's variants, filled in. */
export function answerText(topic: string, language: Language, words: Words, random: Random): string {
  const variants = [...answers[language]].filter(([name]) => name.startsWith(`${topic}-`));
  return fill(pick(random, variants)[1], words);
}

export function thinkingText(language: Language, words: Words): string {
  return fill(thinking.get(language) ?? "", words);
}

export function codeSample(name: string): string {
  return code.get(name) ?? "";
}
