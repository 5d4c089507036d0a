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

/** The request of one row; `at` counts from 0. The same table gives the same ids. */
export function requestOf(row: Row, at: number, setup: BuildSetup): BuiltRequest {
  const { template, systemTemplate, model, parameters, idColumn } = setup;
  const system = fillTemplate(systemTemplate, row);
  const own = idColumn === undefined ? "" : (row[idColumn] ?? "").trim();
  return {
    custom_id: own || `row-${String(at + 1).padStart(placeDigits, "0")}`,
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

/** The file of all rows: a request a line. */
export function buildFile(rows: readonly Row[], setup: BuildSetup): Blob {
  const lines = rows.map((row, at) => `${JSON.stringify(requestOf(row, at, setup))}\n`);
  return new Blob(lines, { type: "application/jsonl" });
}

/** Rows that lack what a template asks for, by their places. */
export const buildFaults = (rows: readonly Row[], { template, systemTemplate }: BuildSetup) =>
  templateFaults([template, systemTemplate], rows);
