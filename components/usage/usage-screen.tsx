"use client";

import dynamic from "next/dynamic";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { AppFailure, appError } from "@/lib/core/app-error";
import { cn } from "@/lib/ui/cn";
import { whenOnline } from "@/lib/ui/when-online";
import { isFiltered, unfiltered } from "@/lib/usage/usage-view";
import { AccountCard } from "./account-card";
import { BudgetCard } from "./budget-card";
import { CallTable } from "./call-table";
import { DayChart } from "./day-chart";
import { DayTable } from "./day-table";
import { EmptyUsage } from "./empty-usage";
import { GroupTable } from "./group-table";
import { LimitsCard } from "./limits-card";
import { Totals } from "./totals";
import { UsageFilters } from "./usage-filters";
import { type UsagePageState, useUsagePage } from "./use-usage-page";

const ErrorNotice = dynamic(
  () => whenOnline(async () => (await import("@/components/shared/error-notice")).ErrorNotice),
  { ssr: false },
);

/** What was used and paid, by our own ledger. */
export function UsageScreen() {
  const t = useTranslations("usage");
  const page = useUsagePage();
  const { error, loading, secret, shown } = page;
  return (
    <div className="relative flex h-full min-w-0 flex-col">
      <header className="flex h-12 shrink-0 items-center px-4 max-lg:ps-14 max-lg:pe-28">
        <h1 className="text-sm font-semibold">{t("title")}</h1>
      </header>
      <div className="relative min-h-0 grow overflow-y-auto px-4 pb-8">
        <div className="mx-auto grid max-w-7xl gap-x-6 gap-y-5 xl:grid-cols-[minmax(0,1fr)_20rem]">
          <div className="flex min-w-0 flex-col gap-5">
            <UsageFilters page={page} />
            {error && (
              <ErrorNotice
                error={error instanceof AppFailure ? error.error : appError("internal")}
                action={
                  <Button size="small" onClick={page.again}>
                    {t("again")}
                  </Button>
                }
              />
            )}
            {loading && !error && <p className="py-12 text-center text-sm text-ink-muted">{t("loading")}</p>}
            {!loading && !error && <Shown page={page} />}
            {secret > 0 && <p className="text-xs text-ink-muted">{t("secret", { count: secret })}</p>}
          </div>
          <aside
            aria-label={t("beside")}
            className="flex min-w-0 flex-col gap-4 md:max-xl:grid md:max-xl:grid-cols-2 md:max-xl:items-start xl:row-span-2"
          >
            <BudgetCard />
            <AccountCard />
            <LimitsCard />
          </aside>
          {shown.length > 0 && <CallTable page={page} />}
        </div>
      </div>
    </div>
  );
}

function Shown({ page }: { page: UsagePageState }) {
  const { shown, bars, view, look, stale } = page;
  if (shown.length === 0)
    return <EmptyUsage filtered={isFiltered(view)} onClear={() => look(unfiltered(view))} />;
  return (
    <div className={cn("flex flex-col gap-6", stale && "opacity-60")} aria-busy={stale}>
      <Totals rows={shown} />
      <DayChart bars={bars} by={view.by} measure={view.measure} onMeasure={(measure) => look({ measure })} />
      <DayTable days={bars.days} />
      <GroupTable page={page} />
    </div>
  );
}
