"use client";

import { useTranslations } from "use-intl";
import { ModelRows as SharedRows } from "@/components/shared/model-rows";
import type { ToldModel } from "@/components/shared/model-trigger";
import type { TranscriptionForm } from "./use-transcription-form";

/** Who writes it down: one model or several side by side. */
export function ModelRows({ form }: { form: TranscriptionForm }) {
  const t = useTranslations("transcription");
  const { models, listed, addModel, changeModel, removeModel } = form;
  const told = listed.map(
    ({ id, free, catalogued }): ToldModel => ({
      id,
      free,
      facts: catalogued ? t(free ? "free" : "priceUnknown") : t("uncatalogued"),
    }),
  );
  return (
    <SharedRows
      chosen={models.map(({ id }) => id)}
      told={told}
      onChange={changeModel}
      onRemove={removeModel}
      onAdd={addModel}
    />
  );
}
