"use client";

import { useRef } from "react";
import { useTranslations } from "use-intl";
import { Virtualizer } from "virtua";
import { useColumns } from "@/components/ui/use-columns";
import type { ListedModel } from "@/lib/models/catalogue-reply";
import { mostCompared } from "./compare-bar";
import { ModelCard } from "./model-card";
import { ModelCells, ModelLine, ModelTableHead } from "./model-row";
import type { ModelsPage } from "./use-models-page";

type ModelListProps = {
  page: ModelsPage;
  chosen: readonly string[];
  onChosen: (ids: readonly string[]) => void;
};

/** What is drawn beyond the view, in pixels. */
const drawnBeyond = 600;
const headHeight = 29;
const narrowestCard = 300;
const cardsIn = (width: number) => Math.max(1, Math.floor(width / narrowestCard));

/** The models that were found, as cards or as a table. Only what is near the view is drawn. */
export function ModelList({ page, chosen, onChosen }: ModelListProps) {
  const t = useTranslations("catalogue");
  const scrollRef = useRef<HTMLElement>(null);
  const columns = useColumns(scrollRef, cardsIn);
  const { shown, favourites, view, open } = page;
  const propsOf = (model: ListedModel) => ({
    model,
    favourite: favourites.has(model.id),
    chosen: chosen.includes(model.id),
    choosable: chosen.length < mostCompared,
    onChoose: (on: boolean) => onChosen(on ? [...chosen, model.id] : chosen.filter((id) => id !== model.id)),
    onOpen: () => open(model.id),
  });
  const list = { scrollRef, bufferSize: drawnBeyond };
  return (
    <section
      ref={scrollRef}
      aria-label={t("results")}
      className="min-h-0 grow overflow-auto overscroll-contain px-4 pb-24"
    >
      {view === "table" ? (
        <table aria-label={t("results")} aria-rowcount={shown.length + 1} className="block [&>tbody]:block">
          <ModelTableHead />
          <Virtualizer {...list} as="tbody" item={ModelLine} data={shown} startMargin={headHeight}>
            {(model) => <ModelCells key={model.id} {...propsOf(model)} />}
          </Virtualizer>
        </table>
      ) : (
        <Virtualizer {...list} data={inRows(shown, columns)}>
          {(row) => (
            <ul
              key={row[0]?.id}
              className="grid gap-3 pb-3"
              style={{ gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))` }}
            >
              {row.map((model) => (
                <ModelCard key={model.id} {...propsOf(model)} />
              ))}
            </ul>
          )}
        </Virtualizer>
      )}
    </section>
  );
}

const inRows = (models: readonly ListedModel[], columns: number) =>
  Array.from({ length: Math.ceil(models.length / columns) }, (_, row) =>
    models.slice(row * columns, (row + 1) * columns),
  );
