"use client";

import { useMemo, useState } from "react";
import { type Column, orderBy, ranksOf } from "@/lib/rerank/board";

/** The order in which the documents were given, in the place of a column's key. */
export const asGiven = "given";

export type RankedColumn = Column & { ranks: Uint32Array | undefined };

/** How a board is looked at: by whose order, against whose, and which document is in hand. */
export function useBoard(columns: readonly Column[], documents: number, wide: boolean) {
  const [wanted, setSort] = useState<string>();
  const [against, setAgainst] = useState(asGiven);
  const [chosen, setChosen] = useState<number>();
  const ranked = useMemo(
    () =>
      columns.map((column): RankedColumn => ({ ...column, ranks: column.scores && ranksOf(column.scores) })),
    [columns],
  );
  // A reranker's order, as soon as there is one.
  const first = ranked.find(({ kind, scores }) => kind === "reranker" && scores);
  const sort = wanted ?? first?.key ?? asGiven;
  const sorting = ranked.find(({ key }) => key === sort);
  const order = useMemo(() => orderBy(sorting, documents), [sorting, documents]);
  return {
    columns: ranked,
    shown: wide ? ranked : ranked.filter(({ key }) => key === (sorting ?? first ?? ranked[0])?.key),
    sort,
    sorting,
    setSort,
    order,
    against,
    setAgainst,
    /** The ranks that changes are told against; nothing for the order as given. */
    reference: ranked.find(({ key }) => key === against)?.ranks,
    chosen: chosen ?? order[0] ?? 0,
    choose: setChosen,
  };
}

export type BoardState = ReturnType<typeof useBoard>;
