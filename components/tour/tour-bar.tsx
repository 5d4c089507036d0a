"use client";

import { ArrowRight, X } from "lucide-react";
import { usePathname, useRouter } from "next/navigation";
import { useEffect } from "react";
import { useTranslations } from "use-intl";
import { useStore } from "zustand";
import { Button, IconButton } from "@/components/ui/button";
import { readKept } from "@/lib/core/browser-storage";
import { beginStep, endTour, leaveStep, stepAfter, tour, tourPages, tourSteps } from "@/lib/tour/tour-store";

/** Under the page while somebody takes the tour: what there is to see, and the way on. */
export function TourBar() {
  const t = useTranslations("tour");
  const router = useRouter();
  const pathname = usePathname();
  const at = useStore(tour, (state) => state.at);
  useEffect(() => readKept(tour), []);
  const arrived = at !== null && pathname.startsWith(tourPages[at]) ? at : null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another address is another page
  useEffect(() => (arrived === null ? undefined : () => leaveStep(arrived)), [arrived, pathname]);
  if (arrived === null) return null;
  const next = stepAfter(arrived);
  const goOn = () => {
    if (next) {
      beginStep(next);
      router.push(tourPages[next]);
    } else {
      endTour();
      router.push("/tour");
    }
  };
  return (
    <aside
      aria-label={t("title")}
      className="flex shrink-0 flex-wrap items-center gap-x-3 gap-y-1 border-t border-line bg-accent-soft px-4 py-2 text-sm"
    >
      <p role="status" className="min-w-0 grow basis-60">
        <span className="font-medium tabular-nums">
          {t("place", { number: tourSteps.indexOf(arrived) + 1, total: tourSteps.length })}
        </span>{" "}
        {t(`${arrived}-see`)}
      </p>
      <Button size="small" variant="solid" className="max-sm:order-1" onClick={goOn}>
        {next ? t("next", { title: t(`${next}-title`) }) : t("finish")}
        <ArrowRight size={14} aria-hidden />
      </Button>
      <IconButton size="icon-small" label={t("end")} onClick={endTour}>
        <X size={15} />
      </IconButton>
    </aside>
  );
}
