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
    <div className="relative max-w-3xl overflow-x-auto">
      <table aria-label={t("forecast")} className="w-full text-sm tabular-nums">
        <thead className="text-xs text-ink-muted">
          <tr>
            <td />
            {spans.map((span) => (
              <th key={span} scope="col" className="ps-3 pb-1 text-end font-normal">
                {t(`spans.${span}`)}
              </th>
            ))}
          </tr>
        </thead>
        {rows.map(({ model, live, batch }) => (
          <tbody key={model.id} className="border-t border-line">
            <tr>
              <th colSpan={4} scope="rowgroup" className="pt-2 text-start font-medium wrap-anywhere">
                {model.id}
                {live.kind === "known" && live.month === least && (
                  <span className="ms-1.5 rounded bg-accent-soft px-1.5 py-0.5 text-xs font-normal text-accent">
                    {t("cheapest")}
                  </span>
                )}
              </th>
            </tr>
            <Line name={t("live")} forecast={live} />
            <Line name={t("batch")} forecast={batch} />
          </tbody>
        ))}
      </table>
    </div>
  );
}

const spans = ["call", "day", "month"] as const;

function Line({ name, forecast: found }: { name: string; forecast: Forecast }) {
  const t = useTranslations("catalogue");
  return (
    <tr className="align-baseline last:[&>*]:pb-2">
      <th scope="row" className="py-0.5 text-start text-xs font-normal whitespace-nowrap text-ink-muted">
        {name}
      </th>
      {found.kind === "known" ? (
        spans.map((span) => (
          <td key={span} className="ps-3 text-end">
            {t("yuan", { amount: formatYuan(found[span]) })}
          </td>
        ))
      ) : (
        <td colSpan={3} className="ps-3 text-end text-xs text-ink-muted">
          {found.kind === "unfit"
            ? t(`unfit.${found.lacks}`)
            : t("unknownBecause", { why: t(`unknownPrice.${found.reason}`) })}
        </td>
      )}
    </tr>
  );
}
