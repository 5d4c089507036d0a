"use client";

import { X } from "lucide-react";
import { useTranslations } from "use-intl";
import { Button, IconButton } from "@/components/ui/button";
import { ownSize, takes } from "@/lib/image/parameters";
import { type MediaModel, type MediaParameter, mediaParameters } from "@/lib/models/media-model";
import { NumberField } from "./number-field";
import { SeedField } from "./seed-field";
import { SizeField } from "./size-field";
import { TextField } from "./text-field";
import type { ImageForm } from "./use-image-form";

type OptionsPanelProps = { form: ImageForm; onClose: () => void };

/** What can be set for the chosen models: what one of them takes, then what may be refused. */
export function OptionsPanel({ form, onClose }: OptionsPanelProps) {
  const t = useTranslations("image");
  const { chosen, settings } = form;
  const taken = mediaParameters.filter((name) => chosen.some((model) => takes(model, name) === true));
  const uncertain = chosen.filter(({ parameters }) => parameters === null);
  const maybe = uncertain.length > 0 ? mediaParameters.filter((name) => !taken.includes(name)) : [];
  return (
    <div className="flex h-full flex-col">
      <header className="flex h-12 shrink-0 items-center gap-2 border-b border-line px-4">
        <h2 className="min-w-0 truncate text-sm font-semibold">{t("optionsTitle")}</h2>
        <Button
          size="small"
          variant="ghost"
          className="ms-auto"
          onClick={() => settings.set({ parameters: {} })}
        >
          {t("reset")}
        </Button>
        <IconButton size="icon-small" label={t("closeOptions")} onClick={onClose}>
          <X size={16} />
        </IconButton>
      </header>
      <div className="min-h-0 grow overflow-y-auto overscroll-contain px-4 pb-6">
        {taken.map((name) => (
          <ParameterField key={name} name={name} form={form} />
        ))}
        {maybe.length > 0 && (
          <section aria-label={t("maybeTaken")} className="mt-3 border-t border-line pt-3">
            <h3 className="text-xs font-medium text-warning">{t("maybeTaken")}</h3>
            <p className="mt-0.5 text-xs text-ink-muted wrap-anywhere">
              {t("maybeTakenHint", { models: uncertain.map(({ id }) => id).join(", ") })}
            </p>
            {maybe.map((name) => (
              <ParameterField key={name} name={name} form={form} />
            ))}
          </section>
        )}
      </div>
    </div>
  );
}

/** The chosen models that are not sent a parameter. */
const refusing = (chosen: readonly MediaModel[], name: MediaParameter) =>
  chosen.filter((model) => takes(model, name) === false).map(({ id }) => id);

function ParameterField({ name, form }: { name: MediaParameter; form: ImageForm }) {
  const t = useTranslations("image");
  const { chosen, settings } = form;
  const value = settings.parameters[name];
  const onChange = (next: unknown) => settings.setParameter(name, next);
  const models = refusing(chosen, name);
  const note = models.length > 0 ? t("notTaken", { models: models.join(", ") }) : undefined;
  const common = { value, note, onChange };
  if (name === "image_size") {
    const sizes = [...new Set(chosen.flatMap((model) => model.sizes))];
    const usual = [...new Set(chosen.flatMap((model) => ownSize(model) ?? []))];
    return <SizeField {...common} sizes={sizes} usual={usual} />;
  }
  if (name === "seed") return <SeedField {...common} />;
  if (name === "negative_prompt") return <TextField {...common} name={name} />;
  return <NumberField {...common} name={name} />;
}
