/** How an answer is compared with what was expected. */
export const matchRules = ["equal", "contains", "number"] as const;
export type MatchRule = (typeof matchRules)[number];

const numberPattern = /[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?:e[+-]?\d+)?/gi;
const closeEnough = 1e-9;

const numberOf = (text: string): number | undefined => {
  const last = text.match(numberPattern)?.at(-1);
  return last === undefined ? undefined : Number(last.replaceAll(",", ""));
};

/**
 * Whether an answer is what was expected. `equal`: the same words, blanks around them aside; `contains`: it has them
 * somewhere, in whatever case; `number`: its last number is the expected one.
 */
export function matches(answer: string, expected: string, rule: MatchRule): boolean {
  const [said, wanted] = [answer.trim(), expected.trim()];
  if (rule === "equal") return said === wanted;
  if (rule === "contains") return wanted !== "" && said.toLowerCase().includes(wanted.toLowerCase());
  const [one, other] = [numberOf(said), numberOf(wanted)];
  if (one === undefined || other === undefined) return false;
  return Math.abs(one - other) <= closeEnough * Math.max(1, Math.abs(one), Math.abs(other));
}

/** All rules at once. */
export const matchesOf = (answer: string, expected: string): Record<MatchRule, boolean> => ({
  equal: matches(answer, expected, "equal"),
  contains: matches(answer, expected, "contains"),
  number: matches(answer, expected, "number"),
});
