"use client";

import { useQuery } from "@tanstack/react-query";
import { usePathname, useSearchParams } from "next/navigation";
import { useMemo } from "react";
import { dayBars } from "@/lib/usage/day-bars";
import { billTimeZone, dayOf, daysOf } from "@/lib/usage/days";
import type { KeyNames, UsageRow } from "@/lib/usage/usage";
import { usageQueries } from "@/lib/usage/usage-queries";
import {
  callFilter,
  filtered,
  momentsOf,
  readView,
  spanOf,
  type UsageView,
  writeView,
} from "@/lib/usage/usage-view";
import { useToday } from "./use-today";

const none: readonly UsageRow[] = [];
const noNames: KeyNames = {};

/** What was used, as the address asks for it. */
export function useUsagePage() {
  const now = useToday();
  const params = useSearchParams();
  const pathname = usePathname();
  const view = useMemo(() => readView(params, now), [params, now]);
  const span = spanOf(view, now);
  const query = useQuery(usageQueries.byDay(momentsOf(span), billTimeZone));
  const rows = query.data?.rows ?? none;
  const { first, last } = span;
  const { filter, by, measure } = view;
  const shown = useMemo(() => filtered(rows, filter), [rows, filter]);
  const bars = useMemo(
    () => dayBars(shown, daysOf({ first, last }), by, measure),
    [shown, first, last, by, measure],
  );
  const look = (change: Partial<UsageView>) => {
    const address = writeView({ ...view, ...change }).toString();
    window.history.replaceState(null, "", address ? `${pathname}?${address}` : pathname);
  };
  return {
    view,
    look,
    span,
    today: dayOf(now),
    rows,
    shown,
    bars,
    secret: query.data?.secret ?? 0,
    keyNames: query.data?.keyNames ?? noNames,
    callFilter: callFilter(view, now, rows),
    error: query.error,
    again: () => void query.refetch(),
    loading: query.isPending,
    /** Those of another period are still shown. */
    stale: query.isPlaceholderData,
  };
}

export type UsagePageState = ReturnType<typeof useUsagePage>;
