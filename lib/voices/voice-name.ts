import type { OwnVoice } from "./voice";

/** The longest name. That names are short and plain is the simulator's and our rule: they become part of an address. */
export const mostNameLetters = 64;

export const nameProblems = ["none", "chinese", "letters", "long", "taken"] as const;
export type NameProblem = (typeof nameProblems)[number];

/** What is wrong with a name; two voices of the same name could not be told apart. */
export function nameProblem(
  name: string,
  others: readonly Pick<OwnVoice, "name">[],
): NameProblem | undefined {
  if (name === "") return "none";
  if (/\p{Script=Han}/u.test(name)) return "chinese";
  if (!/^[A-Za-z0-9_-]+$/.test(name)) return "letters";
  if (name.length > mostNameLetters) return "long";
  return others.some((voice) => voice.name === name) ? "taken" : undefined;
}

/** A name of letters, digits, _ and - alone, as like the wanted one as can be, and one that nobody has yet. */
export function suggestName(wanted: string, others: readonly Pick<OwnVoice, "name">[]): string {
  const plain = wanted
    .normalize("NFKD")
    .replace(/\p{Mark}/gu, "")
    .replace(/\.[A-Za-z0-9]{1,4}$/, "")
    .replace(/[^A-Za-z0-9_-]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, mostNameLetters - 4);
  const base = plain === "" ? "my-voice" : plain;
  const taken = new Set(others.map(({ name }) => name));
  if (!taken.has(base)) return base;
  for (let number = 2; ; number += 1) if (!taken.has(`${base}-${number}`)) return `${base}-${number}`;
}
