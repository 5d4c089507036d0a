"use client";

import { Plus, X } from "lucide-react";
import { useTranslations } from "use-intl";
import { ModelPicker } from "@/components/shared/model-picker";
import type { ToldModel } from "@/components/shared/model-trigger";
import { selectClass } from "@/components/shared/select-class";
import { Button, IconButton } from "@/components/ui/button";
import type { EmbeddingModel } from "@/lib/models/vector-model";
import { cn } from "@/lib/ui/cn";
import { formatTokenCapacity, formatYuan } from "@/lib/ui/format";
import type { EmbeddingsForm } from "./use-embeddings-form";

/** Who makes vectors, and how wide: one model or several side by side. */
export function ModelRows({ form }: { form: EmbeddingsForm }) {
  const t = useTranslations("embeddings");
  const { models, listed, addModel, settings } = form;
  const factsOf = ({ catalogued, free, price, maxInputTokens }: EmbeddingModel) =>
    [
      !catalogued && t("uncatalogued"),
      free ? t("free") : price === null ? t("priceUnknown") : t("price", { amount: formatYuan(price) }),
      maxInputTokens !== null && t("mostTokens", { count: formatTokenCapacity(maxInputTokens) }),
    ]
      .filter(Boolean)
      .join(" · ");
  const told = listed.map((model): ToldModel => ({ id: model.id, free: model.free, facts: factsOf(model) }));
  return (
    <div className="flex flex-wrap items-center gap-2 px-3 pt-2">
      <ul aria-label={t("models")} className="contents">
        {models.map(({ id, dimensions }, at) => (
          <li
            key={id}
            aria-label={t("model", { number: at + 1 })}
            className="flex min-w-0 max-w-full flex-wrap items-center rounded-lg border border-line bg-surface pe-1"
          >
            <ModelPicker models={told} value={id} onChange={(model) => form.changeModel(at, model)} />
            {dimensions && dimensions.length > 1 && (
              <select
                aria-label={t("dimensionsOf", { model: id })}
                value={settings.dimensions[id] ?? ""}
                onChange={({ target }) =>
                  form.changeDimensions(id, target.value === "" ? undefined : Number(target.value))
                }
                className={cn(selectClass, "my-1 border-none bg-sunken")}
              >
                <option value="">{t("ownDimensions")}</option>
                {dimensions.map((width) => (
                  <option key={width} value={width}>
                    {t("dimensions", { count: width })}
                  </option>
                ))}
              </select>
            )}
            {models.length > 1 && (
              <IconButton
                size="icon-small"
                label={t("removeModel", { number: at + 1 })}
                onClick={() => form.removeModel(at)}
              >
                <X size={14} />
              </IconButton>
            )}
          </li>
        ))}
      </ul>
      {addModel && (
        <Button size="small" variant="ghost" onClick={addModel}>
          <Plus size={14} aria-hidden /> {t("addModel")}
        </Button>
      )}
    </div>
  );
}
