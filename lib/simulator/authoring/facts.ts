import { readFileSync } from "node:fs";
import { z } from "zod";
import type { Language } from "@/lib/simulator/authoring/language";
import { randomOf } from "@/lib/simulator/random";

const inBoth = z.strictObject({ en: z.string(), zh: z.string() });
const factsSchema = z.array(z.strictObject({ asked: z.array(z.string()), right: inBoth, wrong: inBoth }));

/** A few facts, so that sets of questions with an expected answer have something to judge. */
const facts = factsSchema.parse(
  JSON.parse(readFileSync(new URL("./../recordings/facts.json", import.meta.url), "utf8")),
);

/** Longer is no question, but a text in which one may stand. */
const mostCharacters = 200;

/** How often a model errs; always the same model on the same question. */
const errs = 0.2;

/** The answer to a question of general knowledge in one word, or undefined for any other question. */
export function factAnswer(question: string, language: Language, modelId: string): string | undefined {
  if (question.length > mostCharacters) return undefined;
  const wanted = question.toLowerCase();
  const fact = facts.find(({ asked }) => asked.some((words) => wanted.includes(words.toLowerCase())));
  if (!fact) return undefined;
  const wrong = randomOf("fact", modelId, fact.right.en)() < errs;
  return (wrong ? fact.wrong : fact.right)[language];
}
