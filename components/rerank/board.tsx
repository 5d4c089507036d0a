"use client";

import { useId, useMemo } from "react";
import { useTranslations } from "use-intl";
import { queryPictureOf } from "@/lib/creations/request";
import type { TextSet } from "@/lib/creations/text-set";
import type { CreationRecord } from "@/lib/history/creation-record";
import { isScored } from "@/lib/rerank/board";
import type { ModelResult } from "@/lib/rerank/results";
import { BoardGrid } from "./board-grid";
import { BoardTools } from "./board-tools";
import { DocumentPanel } from "./document-panel";
import { MeasuresView } from "./measures-view";
import { useBoard } from "./use-board";
import { useColumns } from "./use-columns";
import { useReview } from "./use-review";
import { useWide } from "./use-wide";

type BoardProps = {
  /** A record of the query and the documents. */
  asked: CreationRecord;
  set: TextSet;
  results: readonly ModelResult[];
  /** The record that holds what the person found of the documents. */
  review: CreationRecord;
};

/** The documents with their rank and score by each model, side by side, and what can be measured of them. */
export function Board({ asked, set, results, review: record }: BoardProps) {
  const t = useTranslations("rerank");
  const id = useId();
  const wide = useWide();
  const { prompt: query } = asked;
  const { columns, words, fault } = useColumns(query, set, results);
  const board = useBoard(columns, set.texts.length, wide);
  const review = useReview(record);
  const scored = useMemo(() => columns.filter(isScored), [columns]);
  return (
    <section aria-label={t("board")} className="grid min-w-0 grid-cols-1 gap-3">
      {fault && (
        <p role="alert" className="text-sm text-danger">
          {fault}
        </p>
      )}
      {review.unkept && (
        <p role="alert" className="text-sm text-danger">
          {t("unkept")}
        </p>
      )}
      <BoardTools
        board={board}
        review={review}
        wide={wide}
        written={{
          query,
          queryPicture: queryPictureOf(asked)?.name,
          set,
          columns: scored,
          grades: review.grades,
          threshold: review.threshold,
        }}
      />
      <BoardGrid id={id} board={board} set={set} words={words} review={review} wide={wide} />
      <DocumentPanel board={board} set={set} words={words} review={review} />
      <MeasuresView columns={scored} review={review} />
    </section>
  );
}
