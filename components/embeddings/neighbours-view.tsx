"use client";

import { Search } from "lucide-react";
import { type FormEvent, useId, useState } from "react";
import { useTranslations } from "use-intl";
import { ErrorNotice } from "@/components/shared/error-notice";
import { inputClass } from "@/components/shared/field";
import { Button } from "@/components/ui/button";
import { SegmentedChoice } from "@/components/ui/segmented-choice";
import { resultBlob } from "@/lib/creations/save-result";
import type { Neighbour } from "@/lib/embeddings/jobs";
import type { OpenVectors } from "@/lib/embeddings/open-vectors";
import type { Query } from "@/lib/embeddings/results";
import { cn } from "@/lib/ui/cn";
import { columnsFor } from "./columns-for";
import { RowPicture } from "./row-picture";
import { TextPicker } from "./text-picker";
import { useLatest } from "./use-open-vectors";
import type { ViewProps } from "./view-props";

/** So many of the nearest are listed. */
const listed = 10;

type NeighboursViewProps = ViewProps & {
  query: Query | undefined;
  /** Nothing where no model can be asked. */
  onQuery: ((text: string) => void) | undefined;
};

/** The texts nearest to one of them, or to a query, for each model. */
export function NeighboursView({ all, texts, row, onRow, query, onQuery }: NeighboursViewProps) {
  const t = useTranslations("embeddings");
  const [by, setBy] = useState<"text" | "query">("text");
  const near = useLatest(
    () => Promise.all(all.map(({ client }) => client.ask("neighbours", { to: row, count: listed }))),
    `${all.map(({ id }) => id)} ${row}`,
  );
  const choose = (next: number) => {
    onRow(next);
    setBy("text");
  };
  return (
    <div className="grid gap-3">
      {onQuery && (
        <div className="flex">
          <SegmentedChoice
            label={t("nearestTo")}
            value={by}
            options={[
              { value: "text", label: t("aText") },
              { value: "query", label: t("aQuery") },
            ]}
            onChange={setBy}
          />
        </div>
      )}
      {by === "text" || !onQuery ? (
        <>
          <TextPicker texts={texts} row={row} onRow={onRow} />
          <Columns all={all} texts={texts} lists={near} onRow={choose} />
        </>
      ) : (
        <QueryPart all={all} texts={texts} query={query} onQuery={onQuery} onRow={choose} />
      )}
    </div>
  );
}

type ColumnsProps = Pick<ViewProps, "all" | "texts" | "onRow"> & {
  /** Null where they could not be worked out. */
  lists: readonly (readonly Neighbour[] | undefined)[] | null | undefined;
};

/** A list for each model. What all of them have among the nearest is marked. */
function Columns({ all, texts, lists, onRow }: ColumnsProps) {
  const t = useTranslations("embeddings");
  const shared = (row: number) =>
    texts.length > listed + 1 &&
    all.length > 1 &&
    lists?.every((list) => list?.some((near) => near.row === row)) === true;
  if (lists === null) return <p className="text-sm text-danger">{t("workerBroken")}</p>;
  return (
    <div className={columnsFor(all.length)}>
      {all.map(({ place, model }, at) => (
        <section key={place} aria-label={t("nearestOf", { model })} className="min-w-0">
          <h3 className="text-xs font-medium wrap-anywhere">{model}</h3>
          {lists?.[at]?.length === 0 && <p className="text-xs text-ink-muted">{t("noneNear")}</p>}
          <ol className="mt-1 grid grid-cols-1 gap-0.5">
            {lists?.[at]?.map(({ row, cosine }) => (
              <li key={row}>
                <button
                  type="button"
                  onClick={() => onRow(row)}
                  className={cn(
                    "flex w-full min-w-0 items-center gap-2 rounded-md px-1.5 py-1 text-start text-sm hover:bg-sunken",
                    shared(row) && "bg-accent-soft",
                  )}
                >
                  <span className="shrink-0 text-xs text-ink-faint tabular-nums">{cosine.toFixed(4)}</span>
                  <RowPicture row={row} />
                  <span dir="auto" className="truncate">
                    {texts[row]?.slice(0, 200)}
                  </span>
                  {shared(row) && <span className="sr-only">{t("inAll")}</span>}
                </button>
              </li>
            ))}
          </ol>
        </section>
      ))}
    </div>
  );
}

/** The nearest texts of each model to the vector of its own query; nothing where it is not there yet. */
async function nearestToQuery(all: readonly OpenVectors[], query: Query | undefined) {
  return Promise.all(
    all.map(async ({ client, place }) => {
      const file = query?.lanes.find((lane) => lane.place === place)?.file;
      const vector = file && (await resultBlob(file.mediaId));
      return vector && client.ask("neighbours", { to: vector, count: listed });
    }),
  );
}

type QueryPartProps = Pick<NeighboursViewProps, "all" | "texts" | "query" | "onRow"> & {
  onQuery: (text: string) => void;
};

function QueryPart({ all, texts, query, onQuery, onRow }: QueryPartProps) {
  const t = useTranslations("embeddings");
  const id = useId();
  const [typed, setTyped] = useState(query?.text ?? "");
  const running = query?.lanes.some(({ record }) => record.output.state === "running") === true;
  const key = query?.lanes.map(({ record, file }) => `${record.id} ${file?.mediaId}`).join();
  const near = useLatest(() => nearestToQuery(all, query), `${all.map((one) => one.id)} ${key}`);
  const ask = (event: FormEvent) => {
    event.preventDefault();
    if (typed.trim() !== "" && !running) onQuery(typed.trim());
  };
  const failures = query?.lanes.flatMap(({ record }) => {
    const error = record.output.error ?? record.output.failedItems?.[0]?.error;
    return error ? [{ id: record.id, model: record.model, error }] : [];
  });
  return (
    <>
      <form onSubmit={ask} className="flex flex-wrap items-center gap-2">
        <label htmlFor={id} className="sr-only">
          {t("queryText")}
        </label>
        <input
          id={id}
          value={typed}
          placeholder={t("queryText")}
          onChange={({ target }) => setTyped(target.value)}
          className={cn(inputClass, "min-w-40 flex-1")}
        />
        <Button type="submit" size="small" aria-disabled={typed.trim() === "" || running}>
          <Search size={14} aria-hidden /> {t(running ? "searching" : "search")}
        </Button>
      </form>
      {failures?.map(({ id: record, model, error }) => (
        <div key={record} className="grid gap-1">
          <p className="text-xs font-medium wrap-anywhere">{model}</p>
          <ErrorNotice error={error} />
        </div>
      ))}
      {query && <p className="text-xs text-ink-muted wrap-anywhere">{t("queryIs", { text: query.text })}</p>}
      {query && <Columns all={all} texts={texts} lists={near} onRow={onRow} />}
    </>
  );
}
