"use client";

import { useQuery } from "@tanstack/react-query";
import { ExternalLink } from "lucide-react";
import { useFormatter, useLocale, useTranslations } from "use-intl";
import { Card } from "@/components/shared/card";
import { accountQueries } from "@/lib/usage/budget-queries";
import { billTimeZone } from "@/lib/usage/days";

/** Yuan a month from which a level holds, by SiliconFlow's page on limits. */
const levels = [
  { name: "L0", below: 50 },
  { name: "L1", from: 50 },
  { name: "L2", from: 200 },
  { name: "L3", from: 2000 },
  { name: "L4", from: 5000 },
  { name: "L5", from: 10_000 },
] as const;
const docsAddress = (locale: string) =>
  `https://docs.siliconflow.cn/${locale === "zh" ? "cn" : "en"}/userguide/rate-limits/rate-limit-and-upgradation`;

/** Which limits were met lately, and what they depend on. */
export function LimitsCard() {
  const t = useTranslations("account");
  const format = useFormatter();
  const { data, error } = useQuery(accountQueries.limits());
  const time = (at: number) => format.dateTime(at, { timeZone: billTimeZone, timeStyle: "short" });
  return (
    <Card title={t("limitsTitle")}>
      {error && <p className="text-sm text-danger">{t("limitsFailed")}</p>}
      {data && data.limits.length === 0 && <p className="text-sm text-ink-muted">{t("limitsNone")}</p>}
      {data && data.limits.length > 0 && (
        <ul className="flex flex-col gap-1.5 text-sm">
          {data.limits.map(({ model, meter, count, lastAt }) => (
            <li key={`${model} ${meter}`}>
              <span className="wrap-anywhere">{model}</span>{" "}
              <strong className="font-semibold">{meter ?? t("noMeter")}</strong>
              <span className="block text-xs text-ink-muted tabular-nums">
                {t("met", { count, time: time(lastAt) })}
              </span>
            </li>
          ))}
        </ul>
      )}
      {data?.more && <p className="text-xs text-warning">{t("limitsMore")}</p>}
      <p className="text-xs text-ink-muted">{t("limitsKept")}</p>
      <Levels />
    </Card>
  );
}

function Levels() {
  const t = useTranslations("account");
  const format = useFormatter();
  return (
    <details className="text-xs text-ink-muted">
      <summary>{t("levelTitle")}</summary>
      <div className="mt-2 flex flex-col gap-2">
        <p>{t("levelWhat")}</p>
        <p>{t("levelHow")}</p>
        <table className="w-full tabular-nums">
          <thead>
            <tr>
              <th className="text-start font-normal">{t("level")}</th>
              <th className="text-end font-normal">{t("levelFrom")}</th>
            </tr>
          </thead>
          <tbody>
            {levels.map((level) => (
              <tr key={level.name} className="border-t border-line">
                <th className="py-0.5 text-start font-normal text-ink">{level.name}</th>
                <td className="text-end">
                  {"below" in level
                    ? t("below", { amount: format.number(level.below) })
                    : t("from", { amount: format.number(level.from) })}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        <a
          href={docsAddress(useLocale())}
          target="_blank"
          rel="noreferrer"
          className="inline-flex items-center gap-1 text-accent hover:underline"
        >
          {t("limitsDocs")} <ExternalLink size={12} aria-hidden />
        </a>
      </div>
    </details>
  );
}
