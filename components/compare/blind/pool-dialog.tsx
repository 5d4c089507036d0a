"use client";

import { useQuery } from "@tanstack/react-query";
import { useId, useState } from "react";
import { useTranslations } from "use-intl";
import { Dialog } from "@/components/shared/dialog";
import { useFavouritesFirst } from "@/components/shared/use-favourites";
import { Button } from "@/components/ui/button";
import { candidateOf, fewestCandidates, mostCandidates } from "@/lib/compare/blind-preferences";
import { modelQueries } from "@/lib/models/model-queries";
import type { ModelSummary } from "@/lib/models/model-summary";
import type { Candidate } from "@/lib/rounds/round";

type PoolDialogProps = {
  pool: readonly Candidate[] | null;
  /** Null: the models that cost nothing. */
  onPool: (pool: Candidate[] | null) => void;
  onClose: () => void;
};

/** Which models may be drawn. Only who opens it has the page know any model. */
export function PoolDialog({ pool, onPool, onClose }: PoolDialogProps) {
  const t = useTranslations("blind");
  const { data, isError, refetch } = useQuery(modelQueries.list());
  const [chosen, setChosen] = useState<ReadonlySet<string>>(() => new Set(pool?.map(({ model }) => model)));
  const models = data?.models.filter(({ traits }) => traits.documentPrompts === undefined) ?? [];
  const taken = models.filter(({ id }) => chosen.has(id));
  const fits = taken.length >= fewestCandidates && taken.length <= mostCandidates;
  const close = (next: Candidate[] | null) => {
    onPool(next);
    onClose();
  };
  return (
    <Dialog title={t("poolTitle")} onClose={onClose}>
      <p className="px-4 pt-3 text-ink-muted">{t("poolHint")}</p>
      {isError && (
        <p role="alert" className="px-4 pt-3 text-danger">
          {t("poolFailed")}{" "}
          <Button size="small" onClick={() => void refetch()}>
            {t("tryAgain")}
          </Button>
        </p>
      )}
      {!data && !isError && <p className="px-4 pt-3 text-ink-muted">{t("loading")}</p>}
      <ModelChoices
        models={models}
        chosen={chosen}
        onToggle={(id) => setChosen((known) => toggled(known, id))}
      />
      <footer className="flex flex-wrap items-center gap-2 border-t border-line p-3">
        <p role="status" className="grow text-xs text-ink-muted">
          {t("poolCount", { count: taken.length, fewest: fewestCandidates, most: mostCandidates })}
        </p>
        <Button variant="ghost" onClick={() => close(null)}>
          {t("poolFree")}
        </Button>
        <Button variant="solid" disabled={!fits} onClick={() => close(taken.map(candidateOf))}>
          {t("poolUse")}
        </Button>
      </footer>
    </Dialog>
  );
}

function toggled(chosen: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const next = new Set(chosen);
  if (!next.delete(id)) next.add(id);
  return next;
}

type ModelChoicesProps = {
  models: readonly ModelSummary[];
  chosen: ReadonlySet<string>;
  onToggle: (model: string) => void;
};

function ModelChoices({ models, chosen, onToggle }: ModelChoicesProps) {
  const t = useTranslations("blind");
  const words = useTranslations("models");
  const [search, setSearch] = useState("");
  const id = useId();
  const found = useFavouritesFirst(models).filter((model) =>
    model.id.toLowerCase().includes(search.trim().toLowerCase()),
  );
  return (
    <>
      <input
        type="search"
        aria-label={words("search")}
        placeholder={words("search")}
        value={search}
        onChange={(event) => setSearch(event.target.value)}
        className="mx-4 mt-3 h-9 shrink-0 rounded-lg border border-line bg-surface px-3"
      />
      <ul aria-label={t("poolTitle")} className="min-h-40 overflow-y-auto px-4 py-2">
        {found.map((model) => (
          <li key={model.id}>
            <label
              htmlFor={`${id}${model.id}`}
              className="flex cursor-pointer items-center gap-2 rounded-lg px-2 py-1.5 hover:bg-sunken"
            >
              <input
                id={`${id}${model.id}`}
                type="checkbox"
                checked={chosen.has(model.id)}
                onChange={() => onToggle(model.id)}
              />
              <span className="min-w-0 grow wrap-anywhere">{model.id}</span>
              <span className="text-end text-xs text-ink-faint sm:shrink-0 max-sm:max-w-28">
                {model.free
                  ? words("free")
                  : model.inputPrice !== null && model.outputPrice !== null
                    ? words("price", { input: model.inputPrice, output: model.outputPrice })
                    : words("priceUnknown")}
              </span>
            </label>
          </li>
        ))}
      </ul>
    </>
  );
}
