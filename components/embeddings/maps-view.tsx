"use client";

import { useState } from "react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { clusterColours } from "@/lib/embeddings/colours";
import { type OpenVectors, sharedRows } from "@/lib/embeddings/open-vectors";
import { onMap } from "@/lib/embeddings/plane";
import { PlaneMap } from "./plane-map";
import { TextPicker } from "./text-picker";
import { useLatest, useWorkedOut } from "./use-open-vectors";
import type { ViewProps } from "./view-props";

/** So many texts are drawn on a map at most. */
const mostDrawn = 2000;

const planeOf = async ({ client }: OpenVectors, rows: number[]) => {
  const { plane, explained } = await client.ask("plane", { rows });
  return { points: onMap(plane), explained };
};

/** The texts as points, a map for each model: near means alike. A text that is marked on one is marked on all. */
export function MapsView({ all, texts, row, onRow }: ViewProps) {
  const t = useTranslations("embeddings");
  const [clusters, setClusters] = useState(1);
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set());
  const key = all.map(({ place }) => place).join();
  const rows = sharedRows(all, texts.length, mostDrawn);
  const planes = useWorkedOut(
    () => Promise.all(all.map((one) => planeOf(one, rows))),
    `${key} ${texts.length}`,
  );
  const groups = useLatest(
    () => Promise.all(all.map(({ client }) => client.ask("clusters", { rows, count: clusters }))),
    `${key} ${texts.length} ${clusters}`,
  );
  const chooseCluster = (own: Uint16Array | undefined) =>
    setChosen(new Set(rows.filter((_, at) => own?.[at] === own?.[rows.indexOf(row)])));
  if (rows.length < 3) return <p className="text-sm text-ink-muted">{t("tooFewShared")}</p>;
  const most = Math.min(clusterColours.length, rows.length);
  return (
    <div className="grid gap-3">
      <TextPicker texts={texts} row={row} onRow={onRow} />
      <label className="flex flex-wrap items-center gap-2 text-xs text-ink-muted">
        {t("clusters", { count: clusters })}
        <input
          type="range"
          min={1}
          max={most}
          value={clusters}
          aria-label={t("clusterCount")}
          onChange={({ target }) => setClusters(target.valueAsNumber)}
        />
        <span>{t("lassoHint")}</span>
      </label>
      {rows.length < texts.length && (
        <p className="text-xs text-ink-muted">{t("drawnSome", { count: rows.length, all: texts.length })}</p>
      )}
      {planes === undefined && <p className="text-sm text-ink-muted">{t("working")}</p>}
      {planes === null && <p className="text-sm text-danger">{t("workerBroken")}</p>}
      {planes && (
        <div className="grid gap-3 sm:grid-cols-2 xl:grid-cols-3">
          {all.map(({ place, model }, at) => {
            const plane = planes[at];
            if (!plane) return null;
            const [first, second] = plane.explained;
            return (
              <figure key={place} className="grid min-w-0 content-start gap-1">
                <figcaption className="text-xs">
                  <span className="font-medium wrap-anywhere">{model}</span>{" "}
                  <span className="text-ink-faint">
                    {t("explained", { percent: Math.round((first + second) * 100) })}
                  </span>
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
                {clusters > 1 && rows.includes(row) && (
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
                  {texts[one]?.slice(0, 200)}
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}
