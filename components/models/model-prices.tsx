"use client";

import { useTranslations } from "use-intl";
import type { CatalogueEntry } from "@/lib/models/catalogue-entry";
import { priceLines } from "@/lib/models/price-lines";
import { formatYuan } from "@/lib/ui/format";
import { Line, Part } from "./fact-lines";
import { Source } from "./source";

type Rates = Pick<CatalogueEntry["price"], "cached_input_per_m_tokens"> & {
  input_per_m_tokens: number;
  output_per_m_tokens: number;
};

/** All prices of a model: by kind of token or piece, by length and hour, live and in batches, with what earlier sources said. */
export function ModelPrices({ entry }: { entry: CatalogueEntry }) {
  const t = useTranslations("catalogue");
  const { price } = entry;
  const lines = priceLines(entry);
  const batched = lines.some(({ batch }) => batch !== undefined);
  const yuan = (amount: number | null | undefined) =>
    amount === null || amount === undefined ? t("unknown") : t("yuan", { amount: formatYuan(amount) });
  const pair = (rates: Omit<Rates, "cached_input_per_m_tokens">) =>
    t("inOut", {
      input: formatYuan(rates.input_per_m_tokens),
      output: formatYuan(rates.output_per_m_tokens),
    });
  return (
    <Part title={t("pricesTitle")}>
      {lines.length === 0 && <p>{price.free ? t("free") : t("priceUnknown")}</p>}
      {lines.length > 0 && (
        <table className="w-full text-start tabular-nums">
          <thead className="text-xs text-ink-muted">
            <tr>
              <td />
              <th className="pb-1 text-end font-normal">
                {t("live")}
                <Source said={price.source} />
              </th>
              {batched && (
                <th className="pb-1 text-end font-normal">
                  {t("batch")}
                  <Source said={price.batch_source} />
                </th>
              )}
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
      )}
      {price.free && <p className="text-xs text-ink-faint">{t("freeHint")}</p>}
      {price.tiers.length > 0 && (
        <div>
          <h4 className="text-xs text-ink-faint">{t("tiers")}</h4>
          {price.tiers.map((tier) => (
            <Line
              key={tier.min_input_k_tokens}
              name={
                tier.max_input_k_tokens === null
                  ? t("tierOpen", { from: tier.min_input_k_tokens })
                  : t("tier", { from: tier.min_input_k_tokens, to: tier.max_input_k_tokens })
              }
              value={pair(tier)}
              said={tier.source}
            />
          ))}
        </div>
      )}
      {price.time_of_day && (
        <div>
          <h4 className="text-xs text-ink-faint">{t("hours")}</h4>
          {price.time_of_day.map((hours) => (
            <Line
              key={hours.window}
              name={t("beijing", { hours: hours.window.replace(/ .*/, "") })}
              value={<Night rates={hours} pair={pair(hours)} />}
              said={hours.source}
            />
          ))}
        </div>
      )}
      {price.conflicts.length > 0 && (
        <details>
          <summary className="text-xs text-ink-muted">{t("earlier")}</summary>
          {price.conflicts.map((conflict) => (
            <p key={conflict.source}>
              {pair(conflict)}
              <Source said={conflict.source} />
            </p>
          ))}
        </details>
      )}
      {price.notes.map(({ text, source }) => (
        <p key={text} className="text-xs text-ink-muted">
          <span lang="en">{text}</span>
          <Source said={source} />
        </p>
      ))}
    </Part>
  );
}

function Night({ rates, pair }: { rates: Rates; pair: string }) {
  const t = useTranslations("catalogue");
  const { cached_input_per_m_tokens: cached } = rates;
  return cached === null ? pair : `${pair} · ${t("cachedAt", { amount: formatYuan(cached) })}`;
}
