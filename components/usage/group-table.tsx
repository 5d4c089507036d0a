"use client";

import type { ReactNode } from "react";
import { SegmentedChoice } from "@/components/ui/segmented-choice";
import { cn } from "@/lib/ui/cn";
import type { Group } from "@/lib/usage/day-bars";
import { sumOf, type UsageSums } from "@/lib/usage/usage";
import { groupings } from "@/lib/usage/usage-view";
import { seriesOf } from "./series";
import type { UsagePageState } from "./use-usage-page";
import { useUsageWords } from "./use-usage-words";

/** What it was used for, and which colour that has in the chart. A name narrows the page to it. */
export function GroupTable({ page }: { page: UsagePageState }) {
  const words = useUsageWords();
  const { t } = words;
  const { view, look, bars, shown } = page;
  const { by, filter } = view;
  return (
    <section aria-label={t("groups")} className="flex flex-col gap-2">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
        <h2 className="text-sm font-semibold">{t("groups")}</h2>
        <SegmentedChoice
          label={t("by")}
          value={by}
          options={groupings.map((value) => ({ value, label: t(`groupings.${value}`) }))}
          onChange={(next) => look({ by: next })}
        />
      </div>
      <div className="overflow-x-auto">
        <table className="w-full min-w-[36rem] text-sm tabular-nums">
          <thead className="text-xs text-ink-muted">
            <tr className="border-b border-line">
              <th className="py-1.5 text-start font-normal">{t(`groupings.${by}`)}</th>
              <th className="px-2 text-end font-normal">{t("spent")}</th>
              <th className="px-2 text-end font-normal">{t("inputTokens")}</th>
              <th className="px-2 text-end font-normal">{t("outputTokens")}</th>
              <th className="text-end font-normal">{t("calls")}</th>
            </tr>
          </thead>
          <tbody>
            {bars.groups.map((group, place) => (
              <tr key={group.key} className="border-b border-line">
                <GroupName
                  group={group}
                  swatch={seriesOf(place, bars.shown).swatch}
                  name={words.groupName(by, group.key, page.keyNames)}
                  onOnly={
                    filter[by] === group.key
                      ? undefined
                      : () => look({ filter: { ...filter, [by]: group.key } })
                  }
                />
                <Cells sums={group.sums} />
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr className="font-medium">
              <th className="py-1.5 text-start font-medium">{t("total")}</th>
              <Cells sums={sumOf(shown)} />
            </tr>
          </tfoot>
        </table>
      </div>
    </section>
  );
}

type GroupNameProps = { group: Group; swatch: string; name: string; onOnly: (() => void) | undefined };

function GroupName({ swatch, name, onOnly }: GroupNameProps) {
  const { t } = useUsageWords();
  return (
    <th className="min-w-44 py-1.5 text-start font-normal">
      <span className="flex items-center gap-2">
        <span aria-hidden className={cn("size-2.5 shrink-0 rounded-sm", swatch)} />
        {onOnly ? (
          <button
            type="button"
            title={t("onlyThis", { name })}
            onClick={onOnly}
            className="min-w-0 text-start wrap-anywhere hover:text-accent hover:underline"
          >
            {name}
          </button>
        ) : (
          <span className="wrap-anywhere">{name}</span>
        )}
      </span>
    </th>
  );
}

function Cells({ sums }: { sums: UsageSums }) {
  const { t, number, yuan } = useUsageWords();
  const unknown = sums.unpriced;
  return (
    <>
      <td className="px-2 py-1 text-end whitespace-nowrap">
        {unknown === sums.calls ? t("unknown") : yuan(sums.microCny)}
        {unknown > 0 && unknown < sums.calls && <Aside>{t("more", { count: unknown })}</Aside>}
        {sums.estimatedMicroCny > 0 && (
          <Aside>{t("estimatedPart", { amount: yuan(sums.estimatedMicroCny) })}</Aside>
        )}
      </td>
      <td className="px-2 text-end">{number(sums.inputTokens)}</td>
      <td className="px-2 text-end">{number(sums.outputTokens)}</td>
      <td className="py-1 text-end whitespace-nowrap">
        {number(sums.calls)}
        {sums.failed > 0 && <Aside>{t("failed", { count: sums.failed })}</Aside>}
      </td>
    </>
  );
}

const Aside = ({ children }: { children: ReactNode }) => (
  <span className="block text-xs text-ink-muted">{children}</span>
);
