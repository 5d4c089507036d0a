"use client";

import { useQuery } from "@tanstack/react-query";
import { X } from "lucide-react";
import { useEffect } from "react";
import { useTranslations } from "use-intl";
import { useStore } from "zustand";
import { IconButton } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import { formatYuan } from "@/lib/ui/format";
import { type BudgetState, levelOf } from "@/lib/usage/budget";
import { budgetQueries } from "@/lib/usage/budget-queries";
import { putAway, warningOf } from "@/lib/usage/put-away";

/** A line under every page when the month's budget is nearly, or wholly, spent; until it is put away. */
export function BudgetNotice() {
  const t = useTranslations("budget");
  const { data } = useQuery(budgetQueries.state());
  const hidden = useStore(putAway, ({ warning }) => warning);
  useEffect(() => void putAway.persist.rehydrate(), []);
  const warning = data && warningOf(data);
  if (!data || !warning || warning === hidden) return null;
  return (
    <section
      aria-label={t("notice")}
      className="flex shrink-0 items-center gap-3 bg-warning-soft px-4 py-0.5 text-xs text-warning"
    >
      <p role="status" className="min-w-0 grow py-1">
        {sentence(data, t)}{" "}
        <Link href="/usage" className="font-medium whitespace-nowrap underline">
          {t("toUsage")}
        </Link>
      </p>
      <IconButton size="icon-small" label={t("dismiss")} onClick={() => putAway.setState({ warning })}>
        <X size={14} />
      </IconButton>
    </section>
  );
}

function sentence(state: BudgetState, t: ReturnType<typeof useTranslations<"budget">>): string {
  const { budget, spentMicroCny } = state;
  const whole = budget.microCny ?? 0;
  const amount = formatYuan(whole / 1e6);
  if (levelOf(state) === "spent") return t(budget.stops ? "spentStopped" : "spentUp", { budget: amount });
  const percent = Math.floor((spentMicroCny * 100) / whole);
  return t("warned", { percent, spent: formatYuan(spentMicroCny / 1e6), budget: amount });
}
