/** Up to here a text is spoken in one piece: a voice keeps its tone best so. */
const wholeCharacters = 600;
/** The first part is short: it is heard first. */
const firstCharacters = 200;
const partCharacters = 500;

/** The language does not matter: the rules for sentences are those of the script (Unicode, UAX 29). */
const sentences = new Intl.Segmenter(undefined, { granularity: "sentence" });

/** A text as its sentences, each with the blanks after it. */
export const sentencesOf = (text: string): string[] =>
  Array.from(sentences.segment(text), ({ segment }) => segment);

/** Where a sentence that is too long may be taken apart. */
const clause = /[^，、,；;：:—\s]*(?:[，、,；;：:—\s]+|$)/gu;

const clausesOf = (text: string): string[] =>
  [...text.matchAll(clause)].map(([piece]) => piece).filter((piece) => piece !== "");

/** Pieces of at most so many characters; characters of two code units stay whole. */
function chopped(text: string, most: number): string[] {
  const characters = Array.from(text);
  return Array.from({ length: Math.ceil(characters.length / most) }, (_, at) =>
    characters.slice(at * most, (at + 1) * most).join(""),
  );
}

function smallPieces(text: string, most: number): string[] {
  return sentencesOf(text).flatMap((said) => {
    if (said.length <= most) return [said];
    return clausesOf(said).flatMap((part) => (part.length <= most ? [part] : chopped(part, most)));
  });
}

/**
 * A text in parts that follow each other without loss: put together they are the text. A short one stays whole; a long
 * one ends its parts where sentences end, and where there are none at commas or spaces.
 */
export function splitText(text: string): string[] {
  if (text.length <= wholeCharacters) return text === "" ? [] : [text];
  const parts: string[] = [];
  let part = "";
  for (const piece of smallPieces(text, partCharacters)) {
    const most = parts.length === 0 ? firstCharacters : partCharacters;
    if (part.trim() !== "" && part.length + piece.length > most) {
      parts.push(part);
      part = "";
    }
    part += piece;
  }
  // Blanks alone cannot be spoken.
  if (part.trim() === "" && parts.length > 0) parts.push(`${parts.pop()}${part}`);
  else if (part !== "") parts.push(part);
  return parts;
}
