"use client";

import { useQuery } from "@tanstack/react-query";
import { useDeferredValue, useEffect, useMemo, useState } from "react";
import { useStore } from "zustand";
import { readKept } from "@/lib/core/browser-storage";
import { catalogueQuery } from "@/lib/models/catalogue-query";
import type { ListedModel } from "@/lib/models/catalogue-reply";
import { type ModelSearch, readSearch, writeSearch } from "@/lib/models/filter-address";
import { ModelFinder } from "@/lib/models/find-models";
import { modelMarks } from "@/lib/models/model-marks";
import { whenOnline } from "@/lib/ui/when-online";
import { useAddress } from "./use-address";

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
  const query = useQuery(catalogueQuery());
  const [address, go] = useAddress();
  const models = query.data?.models ?? none;
  const finder = useFinder(models);
  const { favourites, notes, view } = useStore(modelMarks);
  useEffect(() => readKept(modelMarks), []);

  const search = useMemo(() => readSearch(address), [address]);
  const wanted = useDeferredValue(search);
  const kept = useMemo(() => new Set(favourites), [favourites]);
  const shown = useMemo(
    () => finder?.find(wanted.filter, wanted.order, kept) ?? none,
    [finder, wanted, kept],
  );

  const look = (change: Partial<ModelSearch>) => go(writeSearch({ ...search, ...change }, address));
  const put = (name: "model" | "tab", value: string | null) => {
    const next = new URLSearchParams(address);
    next.delete(name);
    if (value !== null) next.set(name, value);
    go(next);
  };
  const asked = address.get("model");
  const opened = models.find(({ id }) => id === asked);
  return {
    reply: query.data,
    error: query.error,
    loading: query.isPending || (models.length > 0 && !finder),
    models,
    shown,
    search,
    look,
    opened,
    /** The model that a link names and nobody has. */
    nowhere: query.data && !opened ? asked : null,
    open: (id: string | null) => put("model", id),
    /** Whether prices are calculated in the place of the list. */
    calculating: address.get("tab") === "prices",
    calculate: (on: boolean) => put("tab", on ? "prices" : null),
    calculateFor: (ids: readonly string[]) => {
      const next = new URLSearchParams(address);
      next.set("tab", "prices");
      next.set("for", ids.join(","));
      go(next);
    },
    address,
    go,
    favourites: kept,
    notes,
    view,
  };
}

export type ModelsPage = ReturnType<typeof useModelsPage>;
