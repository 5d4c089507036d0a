"use client";

import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import type { ModelTraits } from "@/lib/models/model-summary";

type DocumentPromptsProps = {
  prompts: NonNullable<ModelTraits["documentPrompts"]>;
  onPick: (prompt: string) => void;
};

/** The prompts that a model for reading documents was trained with; one click writes one into the box. */
export function DocumentPrompts({ prompts, onPick }: DocumentPromptsProps) {
  const t = useTranslations("attachments");
  return (
    <fieldset className="mb-1.5 flex flex-wrap gap-1.5">
      <legend className="sr-only">{t("prompts")}</legend>
      {prompts.map(({ task, prompt }) => (
        <Button key={task} size="small" shape="pill" title={prompt} onClick={() => onPick(prompt)}>
          {t(`task.${task}`)}
        </Button>
      ))}
    </fieldset>
  );
}
