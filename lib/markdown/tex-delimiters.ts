/**
 * Brings the ways in which models write formulas to the one that the Markdown parser knows: `\(x\)` becomes
 * `$x$`, `\[x\]` becomes `$$x$$`. A dollar sign that opens no formula (a price: white space inside, or a digit
 * behind the closing one) is escaped. Code spans and fences stay as they are.
 */
export function normaliseTex(text: string): string {
  if (!text.includes("$") && !text.includes("\\(") && !text.includes("\\[")) return text;
  const pieces: string[] = [];
  let at = 0;
  while (at < text.length) {
    const start = nextSpecial(text, at);
    if (start > at) pieces.push(text.slice(at, start));
    if (start === text.length) break;
    const [piece, end] = readSpecial(text, start);
    pieces.push(piece);
    at = end;
  }
  return pieces.join("");
}

function nextSpecial(text: string, from: number): number {
  const special = /[`~$\\]/g;
  special.lastIndex = from;
  return special.exec(text)?.index ?? text.length;
}

function runEnd(text: string, start: number): number {
  let end = start;
  while (text[end] === text[start]) end += 1;
  return end;
}

/** Only a code fence needs tildes skipped; a struck-out word does not. */
function readSpecial(text: string, start: number): readonly [piece: string, end: number] {
  switch (text[start]) {
    case "`":
    case "~":
      return readCode(text, start);
    case "$":
      return readDollar(text, start);
    default:
      return readBackslash(text, start);
  }
}

function readCode(text: string, start: number): readonly [string, number] {
  const opened = runEnd(text, start);
  const run = text.slice(start, opened);
  const fenced = run.length > 2 && text.slice(text.lastIndexOf("\n", start) + 1, start).trim() === "";
  if (run.startsWith("~") && !fenced) return [run, opened];
  if (fenced) {
    const closing = new RegExp(`\\n[ \\t>]*${run}[^\\n]*`, "g");
    closing.lastIndex = opened;
    const end = closing.exec(text) ? closing.lastIndex : text.length;
    return [text.slice(start, end), end];
  }
  for (let at = text.indexOf(run, opened); at >= 0; at = text.indexOf(run, runEnd(text, at))) {
    const end = runEnd(text, at);
    if (end - at === run.length) return [text.slice(start, end), end];
  }
  return [run, opened];
}

function readDollar(text: string, start: number): readonly [string, number] {
  const opened = runEnd(text, start);
  if (opened - start > 1) {
    const end = text.indexOf(text.slice(start, opened), opened);
    return end < 0
      ? [text.slice(start, opened), opened]
      : [text.slice(start, runEnd(text, end)), runEnd(text, end)];
  }
  const closing = text.indexOf("$", opened);
  const inside = closing < 0 ? "" : text.slice(opened, closing);
  const isFormula = inside !== "" && !/^\s|\s$|\n\s*\n/.test(inside) && !/\d/.test(text[closing + 1] ?? "");
  return isFormula ? [text.slice(start, closing + 1), closing + 1] : ["\\$", opened];
}

function readBackslash(text: string, start: number): readonly [string, number] {
  const opener = text.slice(start, start + 2);
  if (opener !== "\\(" && opener !== "\\[") return [opener, start + 2];
  const closing = text.indexOf(opener === "\\(" ? "\\)" : "\\]", start + 2);
  const inside = closing < 0 ? "" : text.slice(start + 2, closing);
  if (inside.trim() === "" || /\n\s*\n|\$/.test(inside)) return [opener, start + 2];
  return [opener === "\\(" ? `$${inside.trim()}$` : `$$${inside}$$`, closing + 2];
}
