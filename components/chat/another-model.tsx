"use client";

import { Shuffle } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { ModelCombobox } from "@/components/shared/model-combobox";
import { IconButton } from "@/components/ui/button";
import type { ModelSummary } from "@/lib/models/model-summary";

type AnotherModelProps = { models: () => readonly ModelSummary[]; onChoose: (model: string) => void };

/** Has another model answer the same question. */
export function AnotherModel({ models, onChoose }: AnotherModelProps) {
  const t = useTranslations("chat");
  const [open, setOpen] = useState(false);
  if (!open)
    return (
      <IconButton size="icon-small" label={t("anotherModel")} onClick={() => setOpen(true)}>
        <Shuffle size={14} />
      </IconButton>
    );
  return (
    <ModelCombobox
      models={models()}
      value={null}
      onChange={(model) => {
        setOpen(false);
        onChoose(model);
      }}
      onClose={() => setOpen(false)}
    />
  );
}
