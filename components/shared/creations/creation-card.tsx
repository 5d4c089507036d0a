"use client";

import { useLiveQuery } from "dexie-react-hooks";
import { useTranslations } from "use-intl";
import { loadGroup } from "@/lib/creations/store";
import { tilesOf } from "@/lib/creations/tiles";
import type { CreationRecord } from "@/lib/history/creation-record";
import { cn } from "@/lib/ui/cn";
import type { CreationActions, ShownResult } from "./actions";
import { CardHeader } from "./card-header";
import { CreationNumbers } from "./creation-numbers";
import { CreationTile } from "./creation-tile";

type CreationCardProps = { groupId: string; createdAt: number; actions: CreationActions };

/** From so many pictures on a card shows small ones: the large ones come when one is enlarged. */
const mostLarge = 4;

/** One press of the button: the prompt, and each model's results with its numbers. */
export function CreationCard({ groupId, createdAt, actions }: CreationCardProps) {
  const t = useTranslations("creations");
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
  return (
    <article
      aria-label={first.prompt}
      aria-busy={records.some(({ unfinished }) => unfinished === 1)}
      className="rounded-card border border-line bg-surface p-3 sm:p-4"
    >
      <CardHeader records={records} results={results} createdAt={createdAt} actions={actions} />
      <div
        className={cn(
          "mt-3 grid gap-4",
          columns.length === 2 && "sm:grid-cols-2",
          columns.length === 3 && "sm:grid-cols-2 lg:grid-cols-3",
          columns.length > 3 && "grid-cols-2 lg:grid-cols-4",
        )}
      >
        {columns.map(({ model, members }) => (
          <section key={members[0]?.id} aria-label={model} className="min-w-0">
            <Results members={members} alone={columns.length === 1} results={results} actions={actions} />
            <p className="mt-1.5 truncate text-xs text-ink-muted" title={model}>
              {model}
            </p>
            {members.length === 1 &&
              members.map((record) => <CreationNumbers key={record.id} record={record} />)}
          </section>
        ))}
        {columns.length === 0 && <p className="text-sm text-ink-muted">{t("stopped")}</p>}
      </div>
    </article>
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
  alone: boolean;
  results: readonly ShownResult[];
  actions: CreationActions;
};

function Results({ members, alone, results, actions }: ResultsProps) {
  const t = useTranslations("creations");
  const tiles = members.flatMap((record) => tilesOf(record).map((tile, at) => ({ record, tile, at })));
  const single = alone && tiles.length === 1;
  return (
    <div
      className={cn(
        "grid gap-2",
        tiles.length > 1 && "grid-cols-2",
        alone && tiles.length > 2 && "lg:grid-cols-4",
        single && "max-w-[min(100%,36rem)]",
      )}
    >
      {tiles.map(({ record, tile, at }, place) => (
        <CreationTile
          key={`${record.id} ${tile.kind === "made" ? tile.item.index : at}`}
          record={record}
          tile={tile}
          label={
            alone
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
