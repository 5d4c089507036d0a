"use client";

import { ArrowLeftRight } from "lucide-react";
import { useEffect, useId, useState } from "react";
import { useTranslations } from "use-intl";
import { Field, inputClass } from "@/components/shared/field";
import { IconButton } from "@/components/ui/button";
import { faultOf, fewestPixels, mostPixels, readSize, sizeText } from "@/lib/image/parameters";
import type { ParameterFieldProps } from "./number-field";

const own = "own";
const startSize = { width: 1024, height: 1024 };

type SizeFieldProps = ParameterFieldProps & {
  sizes: readonly string[];
  /** What the models are asked for when nothing is set. */
  usual: readonly string[];
};

const shown = (size: string) => size.replace("x", " × ");

/** A size that SiliconFlow recommends for the chosen models, or one's own. */
export function SizeField({ sizes, usual, value, note, onChange }: SizeFieldProps) {
  const t = useTranslations("image");
  const id = useId();
  const text = typeof value === "string" ? value : "";
  const [choosing, setChoosing] = useState(false);
  const listed = text === "" || sizes.includes(text);
  const isOwn = choosing || !listed;
  useEffect(() => {
    if (text === "") setChoosing(false);
  }, [text]);
  const fault = text !== "" && faultOf("image_size", text);
  const limits = { min: String(fewestPixels), max: String(mostPixels) };
  const choose = (next: string) => {
    setChoosing(next === own);
    if (next !== own) onChange(next || undefined);
    else if (text === "") onChange(sizeText(startSize));
  };
  return (
    <Field
      id={id}
      name="image_size"
      unset=""
      help={[t("help.image_size"), note].filter(Boolean).join(" ")}
      fault={fault ? t("fault.size", limits) : undefined}
      onReset={text === "" ? undefined : () => onChange(undefined)}
    >
      <select
        id={id}
        value={isOwn ? own : text}
        aria-describedby={`${id}-help`}
        onChange={(event) => choose(event.target.value)}
        className={inputClass}
      >
        <option value="">{t("usualSize", { sizes: usual.map(shown).join(", ") })}</option>
        {sizes.length > 0 && (
          <optgroup label={t("recommended")}>
            {sizes.map((size) => (
              <option key={size} value={size}>
                {shown(size)}
              </option>
            ))}
          </optgroup>
        )}
        <option value={own}>{t("ownSize")}</option>
      </select>
      {isOwn && <OwnSize text={text} onChange={onChange} />}
    </Field>
  );
}

function OwnSize({ text, onChange }: { text: string; onChange: (size: string) => void }) {
  const t = useTranslations("image");
  const [width = "", height = ""] = text.split("x");
  const size = readSize(text);
  const side = (label: string, value: string, set: (typed: string) => void) => (
    <input
      aria-label={label}
      title={label}
      inputMode="numeric"
      value={value}
      onChange={(event) => set(event.target.value.replace(/\D/g, ""))}
      className={`${inputClass} tabular-nums`}
    />
  );
  return (
    <div className="mt-1 flex items-center gap-1">
      {side(t("width"), width, (typed) => onChange(`${typed}x${height}`))}
      <span aria-hidden>×</span>
      {side(t("height"), height, (typed) => onChange(`${width}x${typed}`))}
      <IconButton
        label={t("swap")}
        disabled={!size}
        onClick={() => size && onChange(sizeText({ width: size.height, height: size.width }))}
      >
        <ArrowLeftRight size={16} />
      </IconButton>
    </div>
  );
}
