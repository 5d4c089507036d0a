export const texts = {
  choose: "TXT, CSV or JSONL",
  file: "File",
  dropFile: "Remove {name}",
  column: "Column",
  rowProblems:
    "{count, plural, one {# row cannot be read and is} other {# rows cannot be read and are}} left out (line {lines}).",
  notTaken: "Not taken: {name}.",
  forget: "Hide this",
  fault: {
    empty: "The file is empty.",
    "too-large": "It has more than 5 MB.",
    "not-text": "This is no text.",
    "no-rows": "There is no row in it.",
    names: "The first line has to name each column, and each name once.",
    unread: "It cannot be read now: it was moved or changed, or the server is away. Try again.",
  },
  splitBy: { lines: "a line", blocks: "a block" },
} as const;
