"use client";

import { useTranslations } from "use-intl";
import { RefusedPictures } from "@/components/shared/creations/input-pictures";
import { Button } from "@/components/ui/button";
import { inputsTaken, needsInput } from "@/lib/image/wishes";
import type { ImageForm } from "./use-image-form";

/** What of the pictures could not be taken, and which models will not get them. */
export function InputNotices({ form }: { form: ImageForm }) {
  const t = useTranslations("image");
  const { inputs, chosen, models, pictures, choose } = form;
  const editors = models.filter(needsInput);
  const editing = editors.find((model) => inputsTaken(model) >= pictures.length) ?? editors[0];
  const without = chosen.filter((model) => pictures.length > 0 && inputsTaken(model) === 0);
  const fewer = chosen.filter((model) => inputsTaken(model) > 0 && inputsTaken(model) < pictures.length);
  if (inputs.refused.length + without.length + fewer.length === 0) return null;
  return (
    <div className="mb-2 grid gap-1.5 text-sm">
      <RefusedPictures inputs={inputs} />
      {without.map((model) => (
        <p
          key={model.id}
          role="status"
          className="flex flex-wrap items-center gap-x-3 gap-y-1 rounded-card bg-warning-soft px-3 py-1.5 text-warning"
        >
          {t("notSentTo", { model: model.id })}
          {editing && !chosen.includes(editing) && (
            <Button
              size="small"
              onClick={() => choose(chosen.map((known) => (known === model ? editing : known)))}
            >
              {t("useEditModel", { model: editing.id })}
            </Button>
          )}
        </p>
      ))}
      {fewer.map((model) => (
        <p key={model.id} role="status" className="rounded-card bg-warning-soft px-3 py-1.5 text-warning">
          {t("onlySome", { model: model.id, count: inputsTaken(model) })}
        </p>
      ))}
    </div>
  );
}
