"use client";

import { useId } from "react";
import { useTranslations } from "use-intl";
import { ModelRows } from "@/components/shared/model-rows";
import { selectClass } from "@/components/shared/select-class";
import { useFavouritesFirst } from "@/components/shared/use-favourites";
import { useVectorFacts } from "@/components/shared/use-vector-facts";
import { cn } from "@/lib/ui/cn";
import type { RerankForm } from "./use-rerank-form";

/** Who ranks: rerankers side by side, and beside them an embedding model whose cosines they are compared with. */
export function ModelsPart({ form }: { form: RerankForm }) {
  const t = useTranslations("rerank");
  const id = useId();
  const tell = useVectorFacts();
  const { models, listed, changeModel, removeModel, addModel, baselines, baseline, set } = form;
  const sorted = useFavouritesFirst(baselines);
  return (
    <ModelRows
      chosen={models.map((model) => model.id)}
      told={tell(listed)}
      onChange={changeModel}
      onRemove={removeModel}
      onAdd={addModel}
    >
      <span className="flex min-w-0 max-w-full flex-wrap items-center gap-x-2 gap-y-1 text-xs text-ink-muted">
        <label htmlFor={id}>{t("baseline")}</label>
        <select
          id={id}
          value={baseline?.id ?? ""}
          onChange={({ target }) => set({ baseline: target.value })}
          className={cn(selectClass, "min-w-0 max-w-72")}
        >
          <option value="">{t("noBaseline")}</option>
          {sorted.map(({ id: model, free }) => (
            <option key={model} value={model}>
              {free ? t("freeModel", { model }) : model}
            </option>
          ))}
        </select>
        {!form.queryPicture && <span>{t("bm25Too")}</span>}
      </span>
    </ModelRows>
  );
}
