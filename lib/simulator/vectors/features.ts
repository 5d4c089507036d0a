import { conceptsOf } from "@/lib/simulator/vectors/concepts";

/** What is noticed of an input, by name, and how much it weighs. */
export type Features = ReadonlyMap<string, number>;

/** How much the kinds of features count; models differ in this. */
export type Weights = { concept: number; field: number; word: number; letters: number };

const stopWords = new Set(
  "a an the of to in on at is are was were be and or for with as by it this that from 的 了 是 在 和 与 也 就 都 而 及 着".split(
    " ",
  ),
);

const words = new Intl.Segmenter("zh", { granularity: "word" });

function wordsOf(text: string): string[] {
  return Array.from(words.segment(text.toLowerCase()))
    .filter(({ isWordLike, segment }) => isWordLike && !stopWords.has(segment))
    .map(({ segment }) => segment.replace(/(?<=\p{Script=Latin}{3})(ies|es|s|ing|ed)$/u, ""));
}

/** Three letters or two Chinese characters that follow each other: typing errors and endings leave most of them. */
function lettersOf(text: string): string[] {
  const runs = text.toLowerCase().match(/[\p{Script=Latin}\d]+|\p{Script=Han}+/gu) ?? [];
  return runs.flatMap((run) => {
    const characters = Array.from(run);
    const size = /\p{Script=Han}/u.test(run) ? 2 : 3;
    if (characters.length <= size) return [run];
    return characters.slice(0, 1 - size).map((_, at) => characters.slice(at, at + size).join(""));
  });
}

/** Features of a text. What stands in it twice counts a little more, not twice. */
export function textFeatures(text: string, weights: Weights): Features {
  const features = new Map<string, number>();
  const add = (name: string, weight: number) => features.set(name, (features.get(name) ?? 0) + weight);
  for (const { field, concept } of conceptsOf(text)) {
    add(`concept ${concept}`, weights.concept);
    add(`field ${field}`, weights.field);
  }
  for (const word of wordsOf(text)) add(`word ${word}`, weights.word);
  for (const letters of lettersOf(text)) add(`letters ${letters}`, weights.letters);
  // A text of signs alone is like itself.
  if (features.size === 0) add(`text ${text}`, 1);
  for (const [name, weight] of features) features.set(name, Math.sqrt(weight));
  return features;
}

/** Names of the colours that a picture has most of, as a text would name them. */
export function pictureFeatures(colours: readonly string[], weights: Weights): Features {
  return new Map([
    ["picture", weights.field],
    ...colours.map((colour): [string, number] => [`concept ${colour}`, weights.concept]),
    ["field colours", weights.field],
  ]);
}

const lengthOf = (features: Features): number =>
  Math.sqrt([...features.values()].reduce((sum, weight) => sum + weight * weight, 0));

/** How alike two inputs are by their features: the cosine, from 0 to 1. */
export function likeness(one: Features, other: Features): number {
  let dot = 0;
  for (const [name, weight] of one) dot += weight * (other.get(name) ?? 0);
  return dot === 0 ? 0 : dot / (lengthOf(one) * lengthOf(other));
}

/** How much of the first is found in the second, from 0 to 1: a question in a long answer. */
export function coverage(wanted: Features, given: Features): number {
  let found = 0;
  let all = 0;
  for (const [name, weight] of wanted) {
    all += weight;
    if (given.has(name)) found += weight;
  }
  return all === 0 ? 0 : found / all;
}
