import { splitText } from "./split-text";

export const speakers = ["S1", "S2"] as const;
export type Speaker = (typeof speakers)[number];

/** What one of the two says. */
export type DialogueLine = { speaker: Speaker; text: string };

/** A text as what each says; what stands before the first mark is said by the first. */
export function dialogueOf(text: string): DialogueLine[] {
  const [before = "", ...rest] = text.split(/\[(S[12])\]/);
  const lines: DialogueLine[] = before.trim() === "" ? [] : [{ speaker: "S1", text: before.trim() }];
  for (let at = 0; at < rest.length; at += 2) {
    const said = rest[at + 1] ?? "";
    // Without the break that stands before the next mark: all else is as it was typed.
    const text = at + 2 < rest.length ? said.replace(/\n$/, "") : said;
    lines.push({ speaker: rest[at] === "S2" ? "S2" : "S1", text });
  }
  return lines;
}

/** The marks are what MOSS-TTSD tells the speakers apart by. */
export const textOfDialogue = (lines: readonly DialogueLine[]): string =>
  lines.map(({ speaker, text }) => `[${speaker}]${text}`).join("\n");

const partCharacters = 900;

/** A dialogue in parts of whole lines, each with its marks: only a line that is very long is taken apart. */
export function splitDialogue(text: string): string[] {
  const lines = dialogueOf(text)
    .map(({ speaker, text: said }) => ({ speaker, text: said.trim() }))
    .filter((line) => line.text !== "")
    .flatMap(({ speaker, text: said }) =>
      (said.length > partCharacters ? splitText(said) : [said]).map((piece) => ({ speaker, text: piece })),
    );
  const parts: DialogueLine[][] = [];
  let length = Number.POSITIVE_INFINITY;
  for (const line of lines) {
    length += line.text.length;
    if (length > partCharacters) {
      parts.push([]);
      length = line.text.length;
    }
    parts.at(-1)?.push(line);
  }
  return parts.map(textOfDialogue);
}
