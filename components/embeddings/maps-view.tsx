"use client";

import { Square } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { ProgressBar } from "@/components/ui/progress-bar";
import { SegmentedChoice } from "@/components/ui/segmented-choice";
import { clusterColours } from "@/lib/embeddings/colours";
import { sharedRows } from "@/lib/embeddings/open-vectors";
import { columnsFor } from "./columns-for";
import { PlaneMap } from "./plane-map";
import { RowPicture } from "./row-picture";
import { TextPicker } from "./text-picker";
import { useLatest } from "./use-open-vectors";
import { type MapKind, mapKinds, usePlanes } from "./use-planes";
import type { ViewProps } from "./view-props";

/** So many texts are drawn on a map at most. */
const mostDrawn = 2000;

/** The texts as points, a map for each model: near means alike. A text that is marked on one is marked on all. */
export function MapsView({ all, texts, row, onRow }: ViewProps) {
  const t = useTranslations("embeddings");
  const [kind, setKind] = useState<MapKind>("pca");
  const [clusters, setClusters] = useState(1);
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set());
  const key = all.map(({ id }) => id).join();
  const rows = sharedRows(all, texts.length, mostDrawn);
  const found = usePlanes(all, rows, kind);
  const groups = useLatest(
    () => Promise.all(all.map(({ client }) => client.ask("clusters", { rows, count: clusters }))),
    `${key} ${texts.length} ${clusters}`,
  );
  const marked = rows.indexOf(row);
  const chooseCluster = (own: Uint16Array | undefined) =>
    setChosen(new Set(rows.filter((_, at) => own?.[at] === own?.[marked])));
  if (rows.length < 3) return <p className="text-sm text-ink-muted">{t("tooFewShared")}</p>;
  const most = Math.min(clusterColours.length, rows.length);
  return (
    <div className="grid gap-3">
      <TextPicker texts={texts} row={row} onRow={onRow} />
      <div className="flex">
        <SegmentedChoice
          label={t("mapKind")}
          value={kind}
          options={mapKinds.map((value) => ({ value, label: value.toUpperCase() }))}
          onChange={setKind}
        />
      </div>
      <label className="flex flex-wrap items-center gap-2 text-xs text-ink-muted">
        {t("clusters", { count: clusters })}
        <input
          type="range"
          min={1}
          max={most}
          value={clusters}
          aria-label={t("clusterCount")}
          className="accent-(--accent)"
          onChange={({ target }) => setClusters(target.valueAsNumber)}
        />
        <span>{t("lassoHint")}</span>
      </label>
      {rows.length < texts.length && (
        <p className="text-xs text-ink-muted">{t("drawnSome", { count: rows.length, all: texts.length })}</p>
      )}
      {found.state === "working" && (
        <p className="flex flex-wrap items-center gap-2 text-sm text-ink-muted">
          {t("working")}
          {kind === "umap" && (
            <>
              <ProgressBar label={t("mapProgress")} value={found.progress} className="w-40" />
              <Button size="small" onClick={() => setKind("pca")}>
                <Square size={11} fill="currentColor" aria-hidden /> {t("stop")}
              </Button>
            </>
          )}
        </p>
      )}
      {found.state === "broken" && <p className="text-sm text-danger">{t("workerBroken")}</p>}
      {found.state === "there" && (
        <div className={columnsFor(all.length)}>
          {all.map(({ place, model }, at) => {
            const plane = found.planes[at];
            if (!plane) return null;
            return (
              <figure key={place} className="grid min-w-0 content-start gap-1">
                <figcaption className="text-xs">
                  <span className="font-medium wrap-anywhere">{model}</span>{" "}
                  {plane.explained !== undefined && (
                    <span className="text-ink-faint">
                      {t("explained", { percent: Math.round(plane.explained * 100) })}
                    </span>
                  )}
                </figcaption>
                <PlaneMap
                  label={t("mapOf", { model })}
                  points={plane.points}
                  rows={rows}
                  texts={texts}
                  clusters={groups?.[at]}
                  row={row}
                  chosen={chosen}
                  onRow={onRow}
                  onChosen={setChosen}
                />
                {clusters > 1 && marked >= 0 && (
                  <p>
                    <Button size="small" onClick={() => chooseCluster(groups?.[at])}>
                      {t("chooseCluster")}
                    </Button>
                  </p>
                )}
              </figure>
            );
          })}
        </div>
      )}
      {chosen.size > 0 && (
        <section aria-label={t("chosenTexts")} className="grid gap-1 text-sm">
          <p className="flex items-center gap-2">
            {t("chosenCount", { count: chosen.size })}
            <Button size="small" onClick={() => setChosen(new Set())}>
              {t("unchoose")}
            </Button>
          </p>
          <ul className="grid max-h-48 gap-0.5 overflow-y-auto">
            {[...chosen].slice(0, 200).map((one) => (
              <li key={one}>
                <button
                  type="button"
                  className="w-full truncate rounded-md px-1.5 py-0.5 text-start hover:bg-sunken"
                  onClick={() => onRow(one)}
                >
                  <span className="text-xs text-ink-faint tabular-nums">{one + 1}</span>{" "}
                  <RowPicture row={one} className="size-6 align-middle" /> {texts[one]?.slice(0, 200)}
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}
