"use client";

import { useTranslations } from "use-intl";
import type { ListedModel } from "@/lib/models/catalogue-reply";
import { type Forecast, forecast } from "@/lib/models/price-forecast";
import type { Workload } from "@/lib/models/workload";
import { formatYuan } from "@/lib/ui/format";

type ForecastTableProps = { models: readonly ListedModel[]; workload: Workload };

const noEntry: Forecast = { kind: "unknown", reason: "no-entry" };

function forecastOf({ entry, imageTokens }: ListedModel, workload: Workload, batch: boolean): Forecast {
  return entry ? forecast({ entry, imageTokens }, workload, { batch }) : noEntry;
}

/** What a call, a day and a month cost with each model. */
export function ForecastTable({ models, workload }: ForecastTableProps) {
  const t = useTranslations("catalogue");
  const rows = models.map((model) => ({
    model,
    live: forecastOf(model, workload, false),
    batch: forecastOf(model, workload, true),
  }));
  const kinds = new Set(models.map(({ entry }) => entry?.sub_type));
  const known = rows.flatMap(({ live }) => (live.kind === "known" ? live.month : []));
  // A picture and an answer are not to be had one for the other.
  const least = known.length > 1 && kinds.size === 1 ? Math.min(...known) : undefined;
  return (
    <div className="relative overflow-x-auto">
      <table aria-label={t("forecast")} className="w-full min-w-[40rem] text-sm tabular-nums">
        <thead className="text-xs text-ink-muted">
          <tr>
            <th rowSpan={2} className="pe-3 text-start align-bottom font-normal">
              {t("columns.name")}
            </th>
            <th colSpan={3} className="px-2 text-end font-normal">
              {t("live")}
            </th>
            <th colSpan={3} className="px-2 text-end font-normal">
              {t("batch")}
            </th>
          </tr>
          <tr>
            {[t("live"), t("batch")].map((which) =>
              (["call", "day", "month"] as const).map((span) => (
                <th key={`${which} ${span}`} className="px-2 pb-1 text-end font-normal">
                  <span className="sr-only">{which} </span>
                  {t(`spans.${span}`)}
                </th>
              )),
            )}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ model, live, batch }) => (
            <tr key={model.id} className="border-t border-line align-top">
              <th className="py-1.5 pe-3 text-start font-normal wrap-anywhere">
                {model.id}
                {live.kind === "known" && live.month === least && (
                  <span className="ms-1.5 rounded bg-accent-soft px-1.5 py-0.5 text-xs text-accent">
                    {t("cheapest")}
                  </span>
                )}
              </th>
              <Cells forecast={live} />
              <Cells forecast={batch} />
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Cells({ forecast: found }: { forecast: Forecast }) {
  const t = useTranslations("catalogue");
  if (found.kind === "known")
    return (["call", "day", "month"] as const).map((span) => (
      <td key={span} className="px-2 py-1.5 text-end">
        {t("yuan", { amount: formatYuan(found[span]) })}
      </td>
    ));
  return (
    <td colSpan={3} className="px-2 py-1.5 text-end text-xs text-ink-muted">
      {found.kind === "unfit"
        ? t(`unfit.${found.lacks}`)
        : t("unknownBecause", { why: t(`unknownPrice.${found.reason}`) })}
    </td>
  );
}
