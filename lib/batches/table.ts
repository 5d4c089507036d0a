import { readTable } from "@/lib/rows/read-table";
import type { ReadRows, Row, RowProblem, RowsFault } from "@/lib/rows/row-formats";
import type { RowFault } from "@/lib/rows/template";
import { textColumnOf } from "@/lib/rows/texts";
import { type BuildSetup, buildFaults, buildFile, idOfRow, requestOf } from "./build";
import type { BatchSource } from "./source";

/** So many of what is wrong are named; all are counted. */
const mostNamed = 100;

/** A list of which only the beginning is told. */
export type Told<Item> = { first: Item[]; count: number };
const told = <Item>(all: readonly Item[]): Told<Item> => ({
  first: all.slice(0, mostNamed),
  count: all.length,
});

/** What a table is like, without its rows. */
export type TableFacts = {
  format: ReadRows["format"];
  names: string[];
  count: number;
  problems: Told<RowProblem>;
  /** The column with the most to read. */
  textColumn: string | undefined;
};

/** Rows that would have the same id; they count from 1. */
export type SameId = { id: string; rows: number[] };

export type BuiltFiles = {
  /** One for each setup. */
  files: Blob[];
  /** Rows that lack what the templates ask for. */
  faults: Told<RowFault>;
  same: Told<SameId>;
};

export type TableReading = { ok: true; value: TableFacts } | { ok: false; error: RowsFault };

/** A table with one column, or with names that cannot be, would be taken for lines. */
const namedFormat = (name: string) => (/\.(csv|tsv)$/i.test(name) ? "csv" : undefined);

/** A table that is made a file of requests, as often as its template is changed. */
export class Table {
  private rows: readonly Row[] = [];
  private names: readonly string[] = [];

  async read(file: Blob, name: string): Promise<TableReading> {
    const reading = await readTable(new Uint8Array(await file.arrayBuffer()), namedFormat(name));
    if (!reading.ok) return reading;
    const { format, names, rows, problems } = reading.value;
    if (rows.length === 0) return { ok: false, error: "no-rows" };
    this.rows = rows;
    this.names = names;
    const textColumn = textColumnOf(rows, names);
    return { ok: true, value: { format, names, count: rows.length, problems: told(problems), textColumn } };
  }

  /** The line of one row, exactly as it is sent; rows count from 0. */
  line(at: number, setup: BuildSetup): string | undefined {
    const row = this.rows[at];
    return row && JSON.stringify(requestOf(row, at, setup));
  }

  build(setups: readonly BuildSetup[]): BuiltFiles {
    const [first] = setups;
    return {
      files: setups.map((setup) => buildFile(this.rows, setup)),
      faults: told(first ? buildFaults(this.rows, first) : []),
      same: told(first ? this.sameIds(first.idColumn) : []),
    };
  }

  /** The rows by the ids of their requests. */
  source(idColumn: string | undefined, expected: string | undefined): BatchSource {
    const rows = this.rows.map((row, at): [string, string[]] => [
      idOfRow(row, at, idColumn),
      this.names.map((name) => row[name] ?? ""),
    ]);
    return {
      columns: [...this.names],
      rows: Object.fromEntries(rows),
      ...(expected !== undefined && { expected }),
    };
  }

  private sameIds(idColumn: string | undefined): SameId[] {
    const byId = new Map<string, number[]>();
    for (const [at, row] of this.rows.entries()) {
      const id = idOfRow(row, at, idColumn);
      const rows = byId.get(id);
      if (rows) rows.push(at + 1);
      else byId.set(id, [at + 1]);
    }
    return [...byId].flatMap(([id, rows]) => (rows.length > 1 ? { id, rows } : []));
  }
}
