"use client";

import { useState } from "react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import type { ModelResult, Query } from "@/lib/embeddings/results";
import { AgreementView } from "./agreement-view";
import { FiguresView } from "./figures-view";
import { HeatMaps } from "./heat-maps";
import { MapsView } from "./maps-view";
import { NeighboursView } from "./neighbours-view";
import { useOpenVectors } from "./use-open-vectors";

const views = ["heat", "neighbours", "agreement", "map", "figures"] as const;
type View = (typeof views)[number];

type ResultViewsProps = {
  results: readonly ModelResult[];
  texts: readonly string[];
  query: Query | undefined;
  /** Nothing where no model can be asked. */
  onQuery: ((text: string) => void) | undefined;
};

/** What can be seen of the vectors of several models, side by side. */
export function ResultViews({ results, texts, query, onQuery }: ResultViewsProps) {
  const t = useTranslations("embeddings");
  const [wanted, setView] = useState<View>("heat");
  const [row, setRow] = useState(0);
  const { opened, broken } = useOpenVectors(results, texts.length);
  const all = opened?.flatMap((one) => (one.ok ? [one.vectors] : [])) ?? [];
  const faults = opened?.flatMap((one) => (one.ok ? [] : [one])) ?? [];
  const shown = views.filter((one) => one !== "agreement" || results.length > 1);
  // A model that is asked again is away as long as it takes: what needs two of them waits for it.
  const view = shown.includes(wanted) ? wanted : "heat";
  const common = { all, texts, row, onRow: setRow };
  return (
    <section aria-label={t("views")} className="grid gap-3">
      <div className="flex flex-wrap gap-1">
        {shown.map((one) => (
          <Button
            key={one}
            variant="toggle"
            shape="pill"
            size="small"
            aria-pressed={view === one}
            onClick={() => setView(one)}
          >
            {t(`view.${one}`)}
          </Button>
        ))}
      </div>
      {faults.map(({ place, fault }) => (
        <p key={place} role="alert" className="text-sm text-warning">
          {results.find((result) => result.place === place)?.model}: {t(`openFault.${fault}`)}
        </p>
      ))}
      {broken && (
        <p role="alert" className="text-sm text-danger">
          {t("workerBroken")}
        </p>
      )}
      {!opened && !broken && <p className="text-sm text-ink-muted">{t("opening")}</p>}
      {all.length > 0 && view === "heat" && <HeatMaps {...common} />}
      {all.length > 0 && view === "neighbours" && (
        <NeighboursView {...common} query={query} onQuery={onQuery} />
      )}
      {all.length > 1 && view === "agreement" && <AgreementView all={all} count={texts.length} />}
      {all.length > 0 && view === "map" && <MapsView {...common} />}
      {all.length > 0 && view === "figures" && <FiguresView all={all} texts={texts} />}
    </section>
  );
}
