"use client";

import { useTranslations } from "use-intl";
import { type Estimate, estimate } from "@/lib/batches/estimate";
import type { ModelSummary } from "@/lib/models/model-summary";
import { formatYuan } from "@/lib/ui/format";
import type { NewBatchState } from "./use-new-batch";

/** What the first file would cost: with its own model, and with each that takes batches. */
export function EstimatePart({ form: { known, models, replaceModel } }: { form: NewBatchState }) {
  const t = useTranslations("batch.new.estimate");
  const [report] = known?.reports ?? [];
  if (!report || report.requests.length === 0) return null;
  const own = known?.candidates.map(({ model }, at) => model ?? known.reports[at]?.models[0]?.model) ?? [];
  const chosen = new Set((replaceModel ? [replaceModel] : own).flatMap((id) => id ?? []));
  const shown = models
    .filter(({ id, batch }) => chosen.has(id) || batch === true)
    .toSorted((a, b) => Number(chosen.has(b.id)) - Number(chosen.has(a.id)));
  const unlisted = [...chosen].filter((id) => !models.some((model) => model.id === id));
  const rows = [...unlisted.map((id) => ({ id, batch: null, free: null, ...noPrices })), ...shown].map(
    (model) => ({ model, cost: estimate(report, ratesOf(model)) }),
  );
  const { inputTokens = 0, mostOutputTokens } =
    rows[0]?.cost ?? estimate(report, ratesOf({ id: "", ...noPrices }));
  return (
    <section aria-label={t("label")} className="grid gap-1.5 px-3 pt-3 text-sm">
      <p className="text-xs text-ink-muted">
        {t("tokens", { count: inputTokens })}{" "}
        {mostOutputTokens === null
          ? t("noMost", { count: report.unlimited })
          : t("most", { count: mostOutputTokens })}
      </p>
      <div className="overflow-x-auto">
        <table className="w-full text-start text-xs tabular-nums">
          <thead className="text-ink-faint">
            <tr>
              <th className="py-1 pe-3 text-start font-normal">{t("model")}</th>
              <th className="py-1 pe-3 text-start font-normal">{t("batch")}</th>
              <th className="py-1 text-start font-normal">{t("live")}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ model, cost }) => (
              <tr key={model.id} className="border-t border-line">
                <th scope="row" className="py-1 pe-3 text-start font-medium wrap-anywhere">
                  {chosen.has(model.id) ? t("chosen", { model: model.id }) : model.id}
                </th>
                <td className="py-1 pe-3">
                  {model.batch === false ? "–" : <Cost cost={cost.batch} free={false} />}
                </td>
                <td className="py-1">
                  <Cost cost={cost.live} free={model.free === true} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

const noPrices = { inputPrice: null, outputPrice: null, batchInputPrice: null, batchOutputPrice: null };

type Prices = Pick<ModelSummary, "id" | keyof typeof noPrices>;

const ratesOf = ({ id, inputPrice, outputPrice, batchInputPrice, batchOutputPrice }: Prices) => ({
  id,
  live: { input: inputPrice, output: outputPrice },
  batch: { input: batchInputPrice, output: batchOutputPrice },
});

function Cost({ cost: { input, atMost }, free }: { cost: Estimate["batch"]; free: boolean }) {
  const t = useTranslations("batch.new.estimate");
  if (free) return t("free");
  if (input === null) return t("unknown");
  return (
    <span className="flex flex-wrap gap-x-2">
      <span>{t("input", { amount: formatYuan(input) })}</span>
      {atMost !== null && <span>{t("atMost", { amount: formatYuan(atMost) })}</span>}
    </span>
  );
}
