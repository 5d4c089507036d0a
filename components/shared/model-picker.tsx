"use client";

import { lazy, Suspense, useId, useState } from "react";
import { useTranslations } from "use-intl";
import { whenOnline } from "@/lib/ui/when-online";
import { type ModelPickerProps, ModelTriggerFace, modelTriggerClass } from "./model-trigger";

const loadCombobox = () => whenOnline(() => import("./model-combobox"));
const ModelCombobox = lazy(async () => ({ default: (await loadCombobox()).ModelCombobox }));

/**
 * The model to talk to: every one that SiliconFlow lists, found by typing, with price, context and abilities.
 * The list's code is fetched when a pointer or the keyboard comes near, so that the page opens without it.
 */
export function ModelPicker(props: ModelPickerProps) {
  const t = useTranslations("models");
  const [wanted, setWanted] = useState(props.open === true);
  const listId = useId();
  const { value } = props;
  const closed = (
    <button
      type="button"
      role="combobox"
      aria-label={value ? t("current", { model: value }) : t("choose")}
      aria-expanded={false}
      aria-haspopup="dialog"
      aria-controls={listId}
      className={modelTriggerClass}
      onPointerEnter={() => loadCombobox().catch(() => {})}
      onFocus={() => loadCombobox().catch(() => {})}
      onClick={() => setWanted(true)}
    >
      <ModelTriggerFace text={value ?? t("choose")} />
    </button>
  );
  if (!wanted) return closed;
  return (
    <Suspense fallback={closed}>
      <ModelCombobox {...props} />
    </Suspense>
  );
}
