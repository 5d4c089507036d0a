"use client";

import { useMemo } from "react";
import { useTranslations } from "use-intl";
import { agreementOf } from "@/lib/compare/agreement";
import type { ColumnAnswer } from "@/lib/compare/answers";
import { cn } from "@/lib/ui/cn";

/** Where the columns were asked for JSON: which fields of their answers agree. */
export function AgreementTable({ answers }: { answers: readonly ColumnAnswer[] }) {
  const t = useTranslations("compare");
  const asked = answers.some(({ answer }) => "response_format" in answer.fields);
  const agreement = useMemo(
    () => (asked ? agreementOf(answers.map(({ text }) => text)) : undefined),
    [asked, answers],
  );
  if (!agreement || answers.length < 2) return null;
  const { fields, readable } = agreement;
  const unreadable = answers.filter((_, at) => !readable[at]);
  return (
    <section aria-label={t("agreement")} className="grid grid-cols-1 gap-2 border-t border-line pt-3">
      <h3 className="font-semibold">{t("agreement")}</h3>
      <p className="text-ink-muted">
        {t("agreementHint", { agreeing: fields.filter(({ agrees }) => agrees).length, total: fields.length })}
      </p>
      {unreadable.length > 0 && (
        <p className="text-warning">
          {t("agreementUnreadable", {
            columns: unreadable.map(({ place, model }) => `${place}. ${model}`).join(", "),
          })}
        </p>
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region has to be reachable by keyboard */}
      <section tabIndex={0} aria-label={t("agreementField")} className="max-h-80 overflow-auto">
        <table className="w-full border-collapse text-xs">
          <thead>
            <tr className="border-b border-line text-ink-muted">
              <th scope="col" className="px-2 py-1 text-start font-medium">
                {t("agreementField")}
              </th>
              {answers.map(({ columnId, place, model }) => (
                <th key={columnId} scope="col" className="px-2 py-1 text-start font-medium wrap-anywhere">
                  {place}. {model}
                </th>
              ))}
              <th scope="col" className="sr-only">
                {t("agreement")}
              </th>
            </tr>
          </thead>
          <tbody>
            {fields.map(({ path, values, agrees }) => (
              <tr key={path} className={cn("border-b border-line", !agrees && "bg-warning-soft")}>
                <th scope="row" className="px-2 py-1 text-start font-normal">
                  <code>{path || t("wholeValue")}</code>
                </th>
                {values.map((value, at) => (
                  <td key={answers[at]?.columnId} className="max-w-72 px-2 py-1 align-top wrap-anywhere">
                    {value === undefined ? <span className="text-ink-faint">–</span> : <code>{value}</code>}
                  </td>
                ))}
                <td className={cn("px-2 py-1 whitespace-nowrap", agrees ? "text-ink-faint" : "text-warning")}>
                  {t(agrees ? "agreementSame" : "agreementDiffers")}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </section>
  );
}
