"use client";

import { useTranslations } from "use-intl";
import type { CatalogueEntry } from "@/lib/models/catalogue-entry";
import type { CatalogueReply } from "@/lib/models/catalogue-reply";
import { priceLines } from "@/lib/models/price-lines";
import { formatYuan } from "@/lib/ui/format";
import { Source } from "./source";

type ModelPricesProps = { entry: CatalogueEntry; sources: CatalogueReply["sources"] };

/** All prices of a model: by kind of token or piece, by length and hour, live and in batches, with what earlier sources said. */
export function ModelPrices({ entry, sources }: ModelPricesProps) {
  const t = useTranslations("catalogue");
  const { price } = entry;
  const lines = priceLines(entry);
  const batched = lines.some(({ batch }) => batch !== undefined);
  const yuan = (amount: number | null | undefined) =>
    amount === null || amount === undefined ? t("unknown") : t("yuan", { amount: formatYuan(amount) });
  const pair = (rates: { input_per_m_tokens: number; output_per_m_tokens: number }) =>
    t("inOut", {
      input: formatYuan(rates.input_per_m_tokens),
      output: formatYuan(rates.output_per_m_tokens),
    });
  return (
    <section className="space-y-2">
      <table className="w-full text-start tabular-nums">
        <thead className="text-xs text-ink-muted">
          <tr>
            <td />
            <th className="py-1 text-end font-normal">{t("live")}</th>
            {batched && <th className="py-1 text-end font-normal">{t("batch")}</th>}
          </tr>
        </thead>
        <tbody>
          {lines.map(({ what, unit, live, batch }) => (
            <tr key={what} className="border-t border-line">
              <th className="py-1 text-start font-normal">
                {t(`prices.${what}`)} <span className="text-xs text-ink-faint">{t(`units.${unit}`)}</span>
              </th>
              <td className="text-end">{yuan(live)}</td>
              {batched && <td className="text-end">{batch === undefined ? "" : yuan(batch)}</td>}
            </tr>
          ))}
        </tbody>
      </table>
      <Source tags={[price.source, price.batch_source].filter(Boolean).join(", ")} sources={sources} />
      {price.tiers.length > 0 && (
        <div>
          <h3 className="font-medium">{t("tiers")}</h3>
          {price.tiers.map((tier) => (
            <p key={tier.min_input_k_tokens} className="flex flex-wrap justify-between gap-x-4">
              <span className="text-ink-muted">
                {tier.max_input_k_tokens === null
                  ? t("tierOpen", { from: tier.min_input_k_tokens })
                  : t("tier", { from: tier.min_input_k_tokens, to: tier.max_input_k_tokens })}
              </span>
              {pair(tier)}
            </p>
          ))}
        </div>
      )}
      {price.time_of_day && (
        <div>
          <h3 className="font-medium">{t("hours")}</h3>
          {price.time_of_day.map((hours) => (
            <p key={hours.window} className="flex flex-wrap justify-between gap-x-4">
              <span className="text-ink-muted">{hours.window}</span>
              {pair(hours)}
            </p>
          ))}
        </div>
      )}
      {price.conflicts.length > 0 && (
        <details>
          <summary className="text-xs text-ink-muted">{t("earlier")}</summary>
          {price.conflicts.map((conflict) => (
            <div key={conflict.source}>
              <p>{pair(conflict)}</p>
              <Source tags={conflict.source} sources={sources} />
            </div>
          ))}
        </details>
      )}
      {price.notes.map(({ text, source }) => (
        <div key={text} className="text-xs">
          <p lang="en">{text}</p>
          <Source tags={source} sources={sources} />
        </div>
      ))}
    </section>
  );
}
