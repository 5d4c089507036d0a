"use client";

import { useFormatter, useTranslations } from "use-intl";
import { formatYuan } from "@/lib/ui/format";
import { billTimeZone } from "@/lib/usage/days";
import { type KeyNames, noKey, type UsageSums } from "@/lib/usage/usage";
import type { Grouping } from "@/lib/usage/usage-view";
import { capabilities, modes } from "@/lib/usage/ways";

const microsPerYuan = 1_000_000;

/** How what was used is written: days, amounts, and what groups are called. */
export function useUsageWords() {
  const t = useTranslations("usage");
  const format = useFormatter();
  const yuan = (microCny: number) => t("yuan", { amount: formatYuan(microCny / microsPerYuan) });

  /** What is unknown is never written as nothing. */
  function spending({
    microCny,
    unpriced,
    calls,
  }: Pick<UsageSums, "microCny" | "unpriced" | "calls">): string {
    if (unpriced === 0) return yuan(microCny);
    if (unpriced === calls) return t("unknown");
    return `${yuan(microCny)} ${t("more", { count: unpriced })}`;
  }

  const capabilityName = (key: string) =>
    t(`capabilities.${capabilities.find((capability) => capability === key) ?? "other"}`);

  /** A name is the administrator's; a key without one is told by its digits. */
  const keyName = (digits: string, keyNames: KeyNames) => keyNames[digits] ?? t("keys.one", { digits });

  function groupName(by: Grouping, key: string, keyNames: KeyNames): string {
    if (by === "capability") return capabilityName(key);
    if (by === "mode") return t(`modes.${modes.find((mode) => mode === key) ?? "live"}`);
    if (by === "key") return key === noKey ? t("keys.none") : keyName(key, keyNames);
    return by === "door" ? t(key === "client" ? "doors.client" : "doors.browser") : key;
  }

  return {
    t,
    capabilityName,
    yuan,
    spending,
    groupName,
    number: (value: number) => format.number(value),
    day: (day: string) =>
      format.dateTime(new Date(day), { timeZone: "UTC", year: "numeric", month: "short", day: "numeric" }),
    shortDay: (day: string) =>
      format.dateTime(new Date(day), { timeZone: "UTC", month: "short", day: "numeric" }),
    time: (at: number) =>
      format.dateTime(at, {
        timeZone: billTimeZone,
        month: "short",
        day: "numeric",
        hour: "2-digit",
        minute: "2-digit",
        second: "2-digit",
        hour12: false,
      }),
  };
}
