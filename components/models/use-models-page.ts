"use client";

import { useQuery } from "@tanstack/react-query";
import { usePathname, useSearchParams } from "next/navigation";
import { useDeferredValue, useEffect, useMemo, useState } from "react";
import { useStore } from "zustand";
import type { ListedModel } from "@/lib/models/catalogue-reply";
import { type ModelSearch, readSearch, writeSearch } from "@/lib/models/filter-address";
import { ModelFinder } from "@/lib/models/find-models";
import { modelMarks } from "@/lib/models/model-marks";
import { modelQueries } from "@/lib/models/model-queries";
import { whenOnline } from "@/lib/ui/when-online";

const none: readonly ListedModel[] = [];
const loadFuzzy = () => whenOnline(async () => (await import("@leeoniya/ufuzzy")).default);

/** The finder of some models; what allows for mistakes is not needed before somebody types. */
function useFinder(models: readonly ListedModel[]): ModelFinder | undefined {
  const [finder, setFinder] = useState<ModelFinder>();
  useEffect(() => {
    let current = true;
    void loadFuzzy()
      .then((Fuzzy) => current && setFinder(new ModelFinder(models, Fuzzy)))
      .catch(() => {});
    return () => {
      current = false;
    };
  }, [models]);
  return finder;
}

/** Every model, what is looked for among them, and what this person remembers of them. */
export function useModelsPage() {
  const query = useQuery(modelQueries.every());
  const params = useSearchParams();
  const pathname = usePathname();
  const models = query.data?.models ?? none;
  const finder = useFinder(models);
  const { favourites, notes, view } = useStore(modelMarks);
  useEffect(() => void modelMarks.persist.rehydrate(), []);

  const search = useMemo(() => readSearch(params), [params]);
  const wanted = useDeferredValue(search);
  const kept = useMemo(() => new Set(favourites), [favourites]);
  const shown = useMemo(
    () => finder?.find(wanted.filter, wanted.order, kept) ?? none,
    [finder, wanted, kept],
  );

  const go = (address: URLSearchParams) => {
    const text = address.toString();
    window.history.replaceState(null, "", text ? `${pathname}?${text}` : pathname);
  };
  const look = (change: Partial<ModelSearch>) => {
    const address = writeSearch({ ...search, ...change });
    const open = params.get("model");
    if (open) address.set("model", open);
    go(address);
  };
  const open = (id: string | null) => {
    const address = writeSearch(search);
    if (id) address.set("model", id);
    go(address);
  };
  const opened = models.find(({ id }) => id === params.get("model"));
  return {
    reply: query.data,
    error: query.error,
    loading: query.isPending || (models.length > 0 && !finder),
    models,
    shown,
    search,
    look,
    opened,
    open,
    favourites: kept,
    notes,
    view,
  };
}

export type ModelsPage = ReturnType<typeof useModelsPage>;
