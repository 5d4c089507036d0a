"use client";

import { useState } from "react";
import { useTranslations } from "use-intl";
import { SegmentedChoice } from "@/components/ui/segmented-choice";
import { mostSampled, type OpenVectors, sharedRows } from "@/lib/embeddings/open-vectors";
import { useWorkedOut } from "./use-open-vectors";

const counts = ["1", "5", "10"] as const;

/** Every model with every other. */
const pairsOf = (all: readonly OpenVectors[]) =>
  all.flatMap((one, at) => all.slice(at + 1).map((other) => ({ one, other })));

async function agreements(all: readonly OpenVectors[], rows: number[], nearest: number) {
  const samples = new Map(
    await Promise.all(
      all.map(async ({ place, client }) => [place, await client.ask("sample", { rows })] as const),
    ),
  );
  return Promise.all(
    pairsOf(all).map(async ({ one, other }) => {
      const [first, second] = [samples.get(one.place), samples.get(other.place)];
      if (!first || !second) throw new Error("A model has no cosines.");
      const order = { one: first, other: second, rows: rows.length, nearest };
      return { one, other, ...(await one.client.ask("agree", order)) };
    }),
  );
}

/** How far models put the same texts into the same order. */
export function AgreementView({ all, count }: { all: readonly OpenVectors[]; count: number }) {
  const t = useTranslations("embeddings");
  const [wanted, setWanted] = useState<(typeof counts)[number]>("5");
  const rows = sharedRows(all, count, mostSampled);
  // Among all the others every two models agree.
  const offered = counts.filter((value) => Number(value) < rows.length - 1);
  const nearest = offered.includes(wanted) ? wanted : (offered.at(-1) ?? "1");
  const found = useWorkedOut(
    () => agreements(all, rows, Number(nearest)),
    `${all.map(({ id }) => id)} ${count} ${nearest}`,
  );
  if (rows.length < 3) return <p className="text-sm text-ink-muted">{t("tooFewShared")}</p>;
  return (
    <div className="grid gap-2 text-sm">
      <div className="flex">
        <SegmentedChoice
          label={t("overlapOf")}
          value={nearest}
          options={offered.map((value) => ({ value, label: value }))}
          onChange={setWanted}
        />
      </div>
      <p className="text-xs text-ink-muted">
        {t(rows.length < count ? "agreementOfSome" : "agreementOfAll", { count: rows.length, all: count })}
      </p>
      {found === undefined && <p className="text-ink-muted">{t("working")}</p>}
      {found === null && <p className="text-danger">{t("workerBroken")}</p>}
      {found && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region has to be reachable by keyboard
        <section className="overflow-x-auto" tabIndex={0} aria-label={t("view.agreement")}>
          <table className="w-full text-start tabular-nums">
            <thead className="text-xs text-ink-muted">
              <tr>
                <th scope="col" className="py-1 pe-4 text-start font-medium">
                  {t("pairOfModels")}
                </th>
                <th scope="col" className="px-2 text-end font-medium">
                  Spearman ρ
                </th>
                <th scope="col" className="px-2 text-end font-medium">
                  Kendall τ
                </th>
                <th scope="col" className="ps-2 text-end font-medium">
                  {t("overlapAt", { count: nearest })}
                </th>
              </tr>
            </thead>
            <tbody>
              {found.map(({ one, other, spearman, kendall, overlap }) => (
                <tr key={`${one.place} ${other.place}`} className="border-t border-line">
                  <th scope="row" className="py-1 pe-4 text-start font-normal wrap-anywhere">
                    {one.model} · {other.model}
                  </th>
                  <td className="px-2 text-end">{spearman?.toFixed(3) ?? "—"}</td>
                  <td className="px-2 text-end">{kendall?.toFixed(3) ?? "—"}</td>
                  <td className="ps-2 text-end">
                    {overlap === undefined ? "—" : `${Math.round(overlap * 100)}%`}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </div>
  );
}
