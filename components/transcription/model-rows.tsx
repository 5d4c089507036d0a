"use client";

import { Plus, X } from "lucide-react";
import { useTranslations } from "use-intl";
import { ModelPicker } from "@/components/shared/model-picker";
import type { ToldModel } from "@/components/shared/model-trigger";
import { Button, IconButton } from "@/components/ui/button";
import type { TranscriptionForm } from "./use-transcription-form";

/** Who writes it down: one model or several side by side. */
export function ModelRows({ form }: { form: TranscriptionForm }) {
  const t = useTranslations("transcription");
  const { models, listed, addModel } = form;
  const told = listed.map(
    ({ id, free, catalogued }): ToldModel => ({
      id,
      free,
      facts: catalogued ? t(free ? "free" : "priceUnknown") : t("uncatalogued"),
    }),
  );
  return (
    <div className="flex flex-wrap items-center gap-2 px-3 pt-2">
      <ul aria-label={t("models")} className="contents">
        {models.map(({ id }, at) => (
          <li
            key={id}
            aria-label={t("model", { number: at + 1 })}
            className="flex min-w-0 max-w-full items-center rounded-lg border border-line bg-surface pe-1"
          >
            <ModelPicker models={told} value={id} onChange={(model) => form.changeModel(at, model)} />
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
