"use client";

import { Dices } from "lucide-react";
import { useId } from "react";
import { useTranslations } from "use-intl";
import { Field, inputClass } from "@/components/shared/field";
import { IconButton } from "@/components/ui/button";
import { mostSeed, randomSeed } from "@/lib/creations/seed";
import type { MediaModel, MediaParameter } from "@/lib/models/media-model";
import { takes } from "@/lib/video/wishes";
import type { VideoForm } from "./use-video-form";

type MoreOptionsProps = { form: VideoForm; model: MediaModel };

/** What few people set: the seed, and what must not be seen. */
export function MoreOptions({ form: { settings, seedFaulty }, model }: MoreOptionsProps) {
  const t = useTranslations("video");
  const seedId = useId();
  const negativeId = useId();
  const { seed, negativePrompt, set } = settings;
  const help = (text: string, name: MediaParameter) => {
    const taken = takes(model, name);
    return [text, taken === null && t("maybeTaken"), taken === false && t("notTaken")]
      .filter(Boolean)
      .join(" ");
  };
  return (
    <div className="grid gap-x-6 border-t border-line px-3 py-1 sm:grid-cols-2">
      <Field
        id={seedId}
        name="seed"
        help={help(t("seedHelp"), "seed")}
        fault={seedFaulty ? t("seedFault", { max: String(mostSeed) }) : undefined}
        onReset={seed === "" ? undefined : () => set({ seed: "" })}
      >
        <div className="flex items-center gap-1">
          <input
            id={seedId}
            inputMode="numeric"
            value={seed}
            aria-invalid={seedFaulty}
            aria-describedby={`${seedId}-help`}
            onChange={({ target }) => set({ seed: target.value })}
            className={`${inputClass} tabular-nums`}
          />
          <IconButton label={t("dice")} onClick={() => set({ seed: String(randomSeed()) })}>
            <Dices size={17} />
          </IconButton>
        </div>
      </Field>
      <Field
        id={negativeId}
        name="negative_prompt"
        help={help(t("negativeHelp"), "negative_prompt")}
        onReset={negativePrompt === "" ? undefined : () => set({ negativePrompt: "" })}
      >
        <textarea
          id={negativeId}
          rows={1}
          dir="auto"
          value={negativePrompt}
          aria-describedby={`${negativeId}-help`}
          onChange={({ target }) => set({ negativePrompt: target.value })}
          className={`${inputClass} field-sizing-content max-h-40 resize-none`}
        />
      </Field>
    </div>
  );
}
