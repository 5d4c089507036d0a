"use client";

import { useLiveQuery } from "dexie-react-hooks";
import { useTranslations } from "use-intl";
import { loadGroup } from "@/lib/creations/store";
import { sizeOf, tilesOf } from "@/lib/creations/tiles";
import type { CreationRecord } from "@/lib/history/creation-record";
import { cn } from "@/lib/ui/cn";
import type { CreationActions, ShownResult } from "./actions";
import { BlindResults } from "./blind-results";
import { CardHeader } from "./card-header";
import { CreationNumbers } from "./creation-numbers";
import { CreationTile } from "./creation-tile";

type CreationCardProps = { groupId: string; createdAt: number; actions: CreationActions };

/** From so many pictures on a card shows small ones: the large ones come when one is enlarged. */
const mostLarge = 4;
/** How tall a picture that stands alone may be, in rem. */
const tallest = 34;

/** One press of the button: the prompt, and each model's results with its numbers. */
export function CreationCard({ groupId, createdAt, actions }: CreationCardProps) {
  const records = useLiveQuery(() => loadGroup(groupId), [groupId]);
  const [first] = records ?? [];
  // A place of about the right height until the storage has answered.
  if (!records) return <div className="h-96" />;
  if (!first) return null;
  const results = records.flatMap((record) =>
    tilesOf(record).flatMap((tile): ShownResult[] =>
      tile.kind === "made" ? [{ record, item: tile.item }] : [],
    ),
  );
  const columns = columnsOf(records);
  const [only] = records;
  const alone = records.length === 1 && only && tilesOf(only).length === 1;
  return (
    <article
      aria-label={first.prompt}
      data-focus-group={groupId}
      aria-busy={records.some(({ unfinished }) => unfinished === 1)}
      className={cn(
        "flex flex-col gap-3 rounded-card border border-line bg-surface p-3 sm:p-4",
        alone && "lg:flex-row-reverse lg:gap-5",
      )}
    >
      <div className="min-w-0 flex-1">
        <CardHeader records={records} results={results} createdAt={createdAt} actions={actions} />
        {alone && <Figures record={only} />}
      </div>
      {first.round ? (
        <BlindResults records={records} results={results} actions={actions} />
      ) : alone ? (
        <div style={{ width: widthOf(only) }} className="max-w-full lg:max-w-[64%]">
          <Results members={records} single results={results} actions={actions} />
        </div>
      ) : (
        <div className={cn("grid gap-4", gridOf(columns.length))}>
          {columns.map(({ model, members }) => (
            <section key={members[0]?.id} aria-label={model} className="min-w-0">
              <Results members={members} single={columns.length === 1} results={results} actions={actions} />
              {members.length === 1 && members.map((record) => <Figures key={record.id} record={record} />)}
              {members.length > 1 && <ModelName model={model} />}
            </section>
          ))}
        </div>
      )}
    </article>
  );
}

function gridOf(columns: number): string | undefined {
  if (columns === 2) return "sm:grid-cols-2";
  if (columns === 3) return "sm:grid-cols-2 lg:grid-cols-3";
  return columns > 3 ? "grid-cols-2 lg:grid-cols-4" : undefined;
}

/** As wide as leaves the whole picture in sight. */
function widthOf(record: CreationRecord): string {
  const [tile] = tilesOf(record);
  if (tile?.kind === "failed") return "100%";
  const { width, height } = sizeOf(record, tile?.kind === "made" ? tile.item : undefined);
  return `min(42rem, ${((tallest * width) / height).toFixed(2)}rem)`;
}

const ModelName = ({ model }: { model: string }) => (
  <p className="mt-1.5 text-xs text-ink-muted wrap-anywhere">{model}</p>
);

function Figures({ record }: { record: CreationRecord }) {
  return (
    <>
      <ModelName model={record.model} />
      <CreationNumbers record={record} />
    </>
  );
}

type Column = { model: string; members: CreationRecord[] };

/** The requests of a group by their models: variations of one stand together. */
function columnsOf(records: readonly CreationRecord[]): Column[] {
  const columns: Column[] = [];
  for (const record of records) {
    const known = columns.find(({ model }) => model === record.model);
    if (known) known.members.push(record);
    else columns.push({ model: record.model, members: [record] });
  }
  return columns;
}

type ResultsProps = {
  members: readonly CreationRecord[];
  /** No other model beside it: the pictures may be large. */
  single: boolean;
  results: readonly ShownResult[];
  actions: CreationActions;
};

function Results({ members, single, results, actions }: ResultsProps) {
  const t = useTranslations("creations");
  const tiles = members.flatMap((record) => tilesOf(record).map((tile, at) => ({ record, tile, at })));
  return (
    <div
      className={cn(
        "grid gap-2",
        tiles.length > 1 && "grid-cols-2",
        single && tiles.length > 2 && "lg:grid-cols-4",
      )}
    >
      {tiles.map(({ record, tile, at }, place) => (
        <CreationTile
          key={`${record.id} ${tile.kind === "made" ? tile.item.index : at}`}
          record={record}
          tile={tile}
          label={
            single
              ? t("result", { number: place + 1 })
              : t("resultOf", { number: place + 1, model: record.model })
          }
          all={results}
          small={results.length > mostLarge}
          actions={actions}
        />
      ))}
    </div>
  );
}
