import type { Row } from "@/lib/rows/row-formats";
import { fillTemplate, templateFaults } from "@/lib/rows/template";
import { batchUrl } from "./check-line";

/** How rows become requests. */
export type BuildSetup = {
  /** The user's message, with `{{column}}` for what a row says. */
  template: string;
  /** The system's; none where it is empty. */
  systemTemplate: string;
  /** Whose answers; where it is undefined, the batch names the model. */
  model: string | undefined;
  /** Further members of the request, as SiliconFlow calls them. */
  parameters: Readonly<Record<string, unknown>>;
  /** The column that names a request; by its place otherwise. */
  idColumn: string | undefined;
};

type Message = { role: "system" | "user"; content: string };
export type BuiltRequest = {
  custom_id: string;
  method: "POST";
  url: typeof batchUrl;
  body: { model?: string; messages: Message[] } & Record<string, unknown>;
};

const placeDigits = 5;

/** The id of a row's request: what its column says, else its place, which counts from 0 here. */
export function idOfRow(row: Row, at: number, idColumn: string | undefined): string {
  const own = idColumn === undefined ? "" : (row[idColumn] ?? "").trim();
  return own || `row-${String(at + 1).padStart(placeDigits, "0")}`;
}

/** The request of one row; `at` counts from 0. The same table gives the same ids. */
export function requestOf(row: Row, at: number, setup: BuildSetup): BuiltRequest {
  const { template, systemTemplate, model, parameters, idColumn } = setup;
  const system = fillTemplate(systemTemplate, row);
  return {
    custom_id: idOfRow(row, at, idColumn),
    method: "POST",
    url: batchUrl,
    body: {
      ...(model !== undefined && { model }),
      messages: [
        ...(system.trim() === "" ? [] : [{ role: "system" as const, content: system }]),
        { role: "user", content: fillTemplate(template, row) },
      ],
      ...parameters,
    },
  };
}

/** So many lines are texts in memory at once; what is written already the browser may put on its disk. */
const linesAtOnce = 500;

/** The file of all rows: a request a line. */
export function buildFile(rows: readonly Row[], setup: BuildSetup): Blob {
  const pieces: Blob[] = [];
  for (let from = 0; from < rows.length; from += linesAtOnce) {
    const some = rows.slice(from, from + linesAtOnce);
    pieces.push(new Blob(some.map((row, at) => `${JSON.stringify(requestOf(row, from + at, setup))}\n`)));
  }
  return new Blob(pieces, { type: "application/jsonl" });
}

/** Rows that lack what a template asks for, by their places. */
export const buildFaults = (rows: readonly Row[], { template, systemTemplate }: BuildSetup) =>
  templateFaults([template, systemTemplate], rows);
