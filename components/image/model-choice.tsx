"use client";

import { Plus, X } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { ModelPicker } from "@/components/shared/model-picker";
import type { ToldModel } from "@/components/shared/model-trigger";
import { Button, IconButton } from "@/components/ui/button";
import { mostModels } from "@/lib/image/parameters";
import type { MediaModel } from "@/lib/models/media-model";
import { formatYuan } from "@/lib/ui/format";
import type { ImageForm } from "./use-image-form";

type Words = ReturnType<typeof useTranslations<"image">>;

/** What a list of models tells of one. */
function factsOf({ free, price, subType, catalogued }: MediaModel, t: Words): string {
  if (!catalogued) return t("uncatalogued");
  const cost = free
    ? t("free")
    : price === null
      ? t("priceUnknown")
      : t("perPicture", { price: formatYuan(price) });
  const from = subType && t(subType === "image-to-image" ? "fromPictures" : "fromText");
  return [cost, from].filter(Boolean).join(" · ");
}

/** The models that get the next prompt, from left to right: one, or up to four side by side. */
export function ModelChoice({ form }: { form: ImageForm }) {
  const t = useTranslations("image");
  const [adding, setAdding] = useState(false);
  const { models, chosen, choose } = form;
  const told = models.map(
    (model): ToldModel => ({ id: model.id, free: model.free, facts: factsOf(model, t) }),
  );
  const find = (id: string) => models.filter((model) => model.id === id);
  const others = (at?: number) =>
    told.filter(({ id }) => !chosen.some((model, place) => model.id === id && place !== at));
  return (
    <fieldset data-focus-group="models" className="flex min-w-0 flex-wrap items-center gap-1">
      <legend className="sr-only">{t("models")}</legend>
      {chosen.map((model, at) => (
        <div
          key={model.id}
          className="flex min-w-0 max-w-full items-center rounded-lg border border-line bg-surface"
        >
          <ModelPicker
            models={others(at)}
            value={model.id}
            onChange={(id) => choose(chosen.flatMap((known, place) => (place === at ? find(id) : [known])))}
          />
          {chosen.length > 1 && (
            <IconButton
              size="icon-small"
              label={t("removeModel", { model: model.id })}
              onClick={() => choose(chosen.filter((known) => known !== model))}
            >
              <X size={14} />
            </IconButton>
          )}
        </div>
      ))}
      {adding && (
        <ModelPicker
          models={others()}
          value={null}
          open
          onChange={(id) => {
            setAdding(false);
            choose([...chosen, ...find(id)]);
          }}
          onClose={() => setAdding(false)}
        />
      )}
      {!adding && chosen.length > 0 && chosen.length < mostModels && chosen.length < models.length && (
        <Button
          size="small"
          variant="ghost"
          aria-label={t("addModel")}
          title={t("addModel")}
          onClick={() => setAdding(true)}
        >
          <Plus size={15} aria-hidden /> <span className="max-sm:hidden">{t("addModel")}</span>
        </Button>
      )}
    </fieldset>
  );
}
