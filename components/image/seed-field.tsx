"use client";

import { Dices, Lock, LockOpen } from "lucide-react";
import { useId } from "react";
import { useTranslations } from "use-intl";
import { Field, inputClass } from "@/components/shared/field";
import { IconButton } from "@/components/ui/button";
import { randomSeed } from "@/lib/creations/seed";
import { ranges } from "@/lib/image/parameters";
import { type ParameterFieldProps, useFault, useTypedNumber } from "./number-field";

/** The seed: kept, thrown anew, or left to SiliconFlow, which then names the one it took. */
export function SeedField({ value, note, onChange }: ParameterFieldProps) {
  const t = useTranslations("image");
  const id = useId();
  const { text, set } = useTypedNumber({ value, onChange });
  const fault = useFault("seed", value);
  const locked = value !== undefined;
  return (
    <Field
      id={id}
      name="seed"
      help={[t("help.seed"), `${ranges.seed.min} – ${ranges.seed.max}`, note].filter(Boolean).join(" ")}
      fault={fault}
      onReset={locked ? () => set("") : undefined}
    >
      <div className="flex items-center gap-1">
        <input
          id={id}
          inputMode="numeric"
          value={text}
          aria-invalid={fault !== undefined}
          aria-describedby={`${id}-help`}
          onChange={(event) => set(event.target.value)}
          className={`${inputClass} tabular-nums`}
        />
        <IconButton label={t("dice")} onClick={() => set(String(randomSeed()))}>
          <Dices size={17} />
        </IconButton>
        <IconButton
          label={t("lock")}
          variant="toggle"
          aria-pressed={locked}
          onClick={() => set(locked ? "" : String(randomSeed()))}
        >
          {locked ? <Lock size={16} /> : <LockOpen size={16} />}
        </IconButton>
      </div>
    </Field>
  );
}
