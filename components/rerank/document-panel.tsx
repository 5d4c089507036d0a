"use client";

import { useTranslations } from "use-intl";
import { SegmentedChoice } from "@/components/ui/segmented-choice";
import type { TextSet } from "@/lib/creations/text-set";
import { shortName } from "./column-name";
import { DocumentPicture } from "./document-picture";
import { MarkedText } from "./marked-text";
import type { BoardState } from "./use-board";
import type { Review } from "./use-review";

const grades = ["0", "1", "2", "3"] as const;

type DocumentPanelProps = {
  board: BoardState;
  set: TextSet;
  words: ReadonlySet<string>;
  review: Review;
};

/** The chosen document as a whole, how relevant a person finds it, and its scores with all their digits. */
export function DocumentPanel({ board, set, words, review }: DocumentPanelProps) {
  const t = useTranslations("rerank");
  const { chosen, columns } = board;
  const text = set.texts[chosen] ?? "";
  const picture = set.pictures?.[chosen];
  const grade = grades.find((value) => Number(value) === (review.grades[chosen] ?? 0)) ?? "0";
  return (
    <section
      aria-label={t("chosen")}
      className="grid grid-cols-1 gap-2 rounded-lg bg-sunken p-3 text-sm lg:grid-cols-2"
    >
      <div className="grid content-start gap-2">
        <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
          <h3 className="text-xs text-ink-muted">
            {t("documentLine", { line: set.lines[chosen] ?? chosen + 1 })}
          </h3>
          <SegmentedChoice
            label={t("relevance")}
            value={grade}
            options={grades.map((value) => ({ value, label: t(`grade.${value}`) }))}
            onChange={(value) => review.grade(chosen, Number(value))}
          />
        </div>
        <div
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region has to be reachable by keyboard
          tabIndex={0}
          className="h-22 overflow-y-auto"
        >
          {picture && (
            <DocumentPicture
              mediaId={picture}
              alt={text || t("picture")}
              className="float-start me-3 size-20"
            />
          )}
          <p dir="auto" className="whitespace-pre-wrap wrap-anywhere">
            <MarkedText text={text} words={words} />
          </p>
        </div>
      </div>
      <ul aria-label={t("itsScores")} className="max-h-32 content-start overflow-y-auto text-xs tabular-nums">
        {columns.map((column) => {
          const score = column.scores?.[chosen];
          const rank = column.ranks?.[chosen] ?? 0;
          return (
            <li key={column.key} className="flex gap-3 py-0.5">
              <span className="min-w-0 grow wrap-anywhere">{shortName(column)}</span>
              <span className="shrink-0 text-ink-muted">
                {rank > 0 ? t("rankScore", { rank, score: String(score) }) : t("unscored")}
              </span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
