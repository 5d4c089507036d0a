/** A last line that holds a mark and no text yet: of an item, a rule, a table, a fence or an underlined heading. */
const arrivingMark =
  /(^|\n)[ \t]*(?:-{2,}|=+|\|[ \t:|-]*|`{1,2}|~{1,2}|(?:[-+*]|\d{1,9}[.)]?)(?:[ \t]+\[[ xX]?\]?)?)[ \t]*$/;

/**
 * Makes the end of an unfinished block read as it will once finished, so that text does not flicker: the
 * address of a link that is still arriving is hidden, open code and emphasis are closed, and a last line
 * that may become a mark waits.
 */
export function mendTail(text: string): string {
  const settled = text
    .replace(arrivingMark, "$1")
    .replace(/!?\[([^[\]\n]*)\](?:\([^()\s]*(?:\([^()\s]*\)?[^()\s]*)*)$/, "$1");
  const paragraph = settled.slice(Math.max(settled.lastIndexOf("\n\n") + 1, settled.length - 2000));
  if (/^\s*(?:```|~~~)/m.test(paragraph)) return settled;
  return settled + missingMarks(paragraph);
}

function missingMarks(paragraph: string): string {
  const withoutCode = paragraph.replace(/(`+)(?!`).*?[^`]\1(?!`)/gs, "");
  const openCode = /(?<!`)(`{1,2})(?!`)[^`\s][^`]*$/.exec(withoutCode);
  if (openCode) return openCode[1] ?? "";
  const strongMarks = withoutCode.match(/\*\*/g)?.length ?? 0;
  const endsInText = /[^\s*]$/.test(withoutCode) && /\*\*[^\s*]/.test(withoutCode);
  return strongMarks % 2 === 1 && endsInText ? "**" : "";
}
