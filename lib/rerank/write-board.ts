import { toCsv } from "@/lib/core/csv";
import type { TextSet } from "@/lib/creations/text-set";
import { type Grades, ranksOf, type Scored } from "./board";

export const boardFormats = ["csv", "json"] as const;
export type BoardFormat = (typeof boardFormats)[number];

export type WrittenBoard = {
  query: string;
  /** The name of the picture in its place. */
  queryPicture?: string | undefined;
  set: TextSet;
  columns: readonly Scored[];
  grades: Grades;
  threshold: number;
};

const nameOf = ({ kind, model }: Scored) => (kind === "bm25" ? "BM25" : model);

function rowsOf({ set, columns, grades }: WrittenBoard) {
  const ranked = columns.map((column) => ({ column, ranks: ranksOf(column.scores) }));
  return set.texts.map((text, place) => ({
    text,
    line: set.lines[place] ?? place + 1,
    picture: set.pictures?.[place] != null,
    relevance: grades[place] ?? 0,
    rankings: ranked.map(({ column, ranks }) => {
      const score = column.scores[place];
      const has = score !== undefined && !Number.isNaN(score);
      return { model: nameOf(column), rank: has ? ranks[place] : null, score: has ? score : null };
    }),
  }));
}

/** A board as a table: a row for each document, and rank and score of each model in columns. */
function csvOf(board: WrittenBoard): string {
  const head = board.columns.flatMap((column) => [`${nameOf(column)} rank`, `${nameOf(column)} score`]);
  return toCsv([
    ["line", "document", "picture", "relevance", ...head],
    ...rowsOf(board).map(({ line, text, picture, relevance, rankings }) => [
      line,
      text,
      picture ? 1 : 0,
      relevance,
      ...rankings.flatMap(({ rank, score }) => [rank ?? undefined, score ?? undefined]),
    ]),
  ]);
}

/** A board as a file: query, documents, ranks, scores as they came, and what was found relevant. */
export function writeBoard(board: WrittenBoard, format: BoardFormat): Blob {
  if (format === "csv") return new Blob([csvOf(board)], { type: "text/csv" });
  const { query, queryPicture, threshold } = board;
  const content = { query, queryPicture, threshold, documents: rowsOf(board) };
  return new Blob([JSON.stringify(content, null, 2)], { type: "application/json" });
}
