"use client";

import { CircleAlert, CircleCheck, TriangleAlert } from "lucide-react";
import { useFormatter, useTranslations } from "use-intl";
import { formatSeconds } from "@/lib/ui/format";
import { type ClipCheck, isRefusal } from "@/lib/voices/clip-check";

/** What was measured of the chosen part, and what to do about it. */
export function ClipFindings({ check }: { check: ClipCheck }) {
  const t = useTranslations("voices");
  const format = useFormatter();
  const { seconds, loudness, silence, clipped, findings } = check;
  const share = (value: number) =>
    format.number(value, { style: "percent", maximumFractionDigits: value > 0 && value < 0.01 ? 2 : 0 });
  return (
    <section aria-label={t("findings")} className="grid gap-1 rounded-lg bg-sunken p-2.5 text-sm">
      <ul role="status" className="grid gap-1">
        {findings.length === 0 && (
          <li className="flex items-start gap-1.5">
            <CircleCheck size={16} className="mt-0.5 shrink-0 text-accent" aria-hidden /> {t("good")}
          </li>
        )}
        {findings.map((finding) => (
          <li key={finding} className="flex items-start gap-1.5">
            {isRefusal(finding) ? (
              <CircleAlert size={16} className="mt-0.5 shrink-0 text-danger" aria-hidden />
            ) : (
              <TriangleAlert size={16} className="mt-0.5 shrink-0 text-warning" aria-hidden />
            )}
            <span>{t(`finding.${finding}`)}</span>
          </li>
        ))}
      </ul>
      <p className="text-xs text-ink-faint tabular-nums">
        {t("facts", {
          seconds: formatSeconds(seconds * 1000),
          loudness:
            loudness === undefined
              ? t("noLoudness")
              : t("loudness", { value: String(Math.round(loudness)).replace("-", "−") }),
          silence: share(silence),
          clipped: share(clipped),
        })}
      </p>
    </section>
  );
}
