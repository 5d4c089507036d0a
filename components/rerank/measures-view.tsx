"use client";

import { useMemo, useState } from "react";
import { useTranslations } from "use-intl";
import { SegmentedChoice } from "@/components/ui/segmented-choice";
import { type Agreement, judgedOf, type Scored } from "@/lib/rerank/board";
import { shortName } from "./column-name";
import type { Review } from "./use-review";
import { useScoring } from "./use-scoring";

const cuts = ["3", "5", "10", "all"] as const;
type Cut = (typeof cuts)[number];

type MeasuresViewProps = { columns: readonly Scored[]; review: Review };

/** How good each ranking is against what a person found relevant, and how far rankings agree with each other. */
export function MeasuresView({ columns, review }: MeasuresViewProps) {
  const t = useTranslations("rerank");
  const [cut, setCut] = useState<Cut>("5");
  const documents = columns[0]?.scores.length ?? 0;
  const count = cut === "all" ? documents : Number(cut);
  const at = cut === "all" ? t("cut.all") : cut;
  return (
    <div className="grid grid-cols-1 gap-3 text-sm">
      <div className="flex">
        <SegmentedChoice
          label={t("firstOf")}
          value={cut}
          options={cuts.map((value) => ({ value, label: value === "all" ? t("cut.all") : value }))}
          onChange={setCut}
        />
      </div>
      <div className="grid grid-cols-1 items-start gap-3 xl:grid-cols-2">
        <JudgedTable columns={columns} review={review} count={count} at={at} />
        <AgreementTable columns={columns} count={count} at={at} />
      </div>
    </div>
  );
}

const headClass = "px-2 py-1 text-end font-medium";
const cellClass = "px-2 py-1 text-end";

type TableProps = { columns: readonly Scored[]; count: number; at: string };

function JudgedTable({ columns, review, count, at }: TableProps & { review: Review }) {
  const t = useTranslations("rerank");
  const { grades } = review;
  const relevant = Object.values(grades).filter((grade) => grade > 0).length;
  const measured = useMemo(
    () => columns.map((column) => ({ column, judged: judgedOf(column.scores, grades, count) })),
    [columns, grades, count],
  );
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region has to be reachable by keyboard
    <section aria-label={t("judged")} tabIndex={0} className="overflow-x-auto">
      <h3 className="font-medium">{t("judged")}</h3>
      <p className="text-xs text-ink-muted">
        {relevant === 0 ? t("nothingJudged") : t("judgedCount", { count: relevant })}
      </p>
      {relevant > 0 && (
        <table className="w-full text-xs tabular-nums">
          <thead className="text-ink-muted">
            <tr>
              <th scope="col" className="py-1 pe-2 text-start font-medium">
                {t("ranking")}
              </th>
              <th scope="col" className={headClass}>
                NDCG@{at}
              </th>
              <th scope="col" className={headClass}>
                MRR
              </th>
              <th scope="col" className={headClass}>
                {t("recallAt", { at })}
              </th>
            </tr>
          </thead>
          <tbody>
            {measured.map(({ column, judged }) => (
              <tr key={column.key} className="border-line border-t">
                <th scope="row" className="py-1 pe-2 text-start font-normal wrap-anywhere">
                  {shortName(column)}
                </th>
                <td className={cellClass}>{judged?.ndcg.toFixed(3)}</td>
                <td className={cellClass}>{judged?.reciprocalRank.toFixed(3)}</td>
                <td className={cellClass}>{judged?.recall.toFixed(3)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function AgreementTable({ columns, count, at }: TableProps) {
  const t = useTranslations("rerank");
  const order = useMemo(
    () => (columns.length > 1 ? () => ({ all: columns.map(({ scores }) => scores), count }) : undefined),
    [columns, count],
  );
  const found = useScoring("agreement", order);
  const pairs = columns.flatMap((one, at) => columns.slice(at + 1).map((other) => ({ one, other })));
  if (columns.length < 2) return null;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region has to be reachable by keyboard
    <section aria-label={t("agreement")} tabIndex={0} className="overflow-x-auto">
      <h3 className="font-medium">{t("agreement")}</h3>
      <p className="text-xs text-ink-muted">{t("agreementHint")}</p>
      {found === null && <p className="text-danger text-xs">{t("workerBroken")}</p>}
      {found !== null && (
        <table className="w-full text-xs tabular-nums">
          <thead className="text-ink-muted">
            <tr>
              <th scope="col" className="py-1 pe-2 text-start font-medium">
                {t("pair")}
              </th>
              <th scope="col" className={headClass}>
                Spearman ρ
              </th>
              <th scope="col" className={headClass}>
                Kendall τ
              </th>
              <th scope="col" className={headClass}>
                {t("overlapAt", { at })}
              </th>
            </tr>
          </thead>
          <tbody>
            {pairs.map(({ one, other }, at) => (
              <tr key={`${one.key} ${other.key}`} className="border-line border-t">
                <th scope="row" className="py-1 pe-2 text-start font-normal wrap-anywhere">
                  {shortName(one)} · {shortName(other)}
                </th>
                <AgreementCells agreement={found?.[at]} />
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

/** Their places stay empty while it is worked out. */
function AgreementCells({ agreement }: { agreement: Agreement | undefined }) {
  const share = agreement?.overlap === undefined ? undefined : `${Math.round(agreement.overlap * 100)}%`;
  const told = [agreement?.spearman?.toFixed(3), agreement?.kendall?.toFixed(3), share];
  return told.map((text, at) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a number is its place
    <td key={at} className={cellClass}>
      {text ?? (agreement && "—")}
    </td>
  ));
}
