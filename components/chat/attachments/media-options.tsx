"use client";

import { useState } from "react";
import { useTranslations } from "use-intl";
import type { Attachment } from "@/lib/history/record";

type Visual = Extract<Attachment, { kind: "image" | "video" }>;
type MediaOptionsProps = { attachment: Visual; onChange: (changed: Attachment) => void };

const details = ["auto", "low", "high"] as const;
const detailLabels = { auto: "detailAuto", low: "detailLow", high: "detailHigh" } as const;

const field =
  "h-6 rounded-md border border-line bg-surface px-1 text-xs aria-invalid:border-danger pointer-coarse:h-8";

/** How closely the model looks. What is not set is not sent. */
export function MediaOptions({ attachment, onChange }: MediaOptionsProps) {
  const t = useTranslations("attachments");
  const { name } = attachment;
  return (
    <div className="mt-0.5 flex flex-wrap items-center gap-x-2 gap-y-1 text-ink-muted">
      <span className="flex items-center gap-1">
        <span aria-hidden>{t("detailShort")}</span>
        <select
          aria-label={t("detail", { name })}
          value={attachment.detail ?? "auto"}
          onChange={({ target }) => {
            const detail = details.find((known) => known === target.value);
            onChange({ ...attachment, detail: detail === "auto" ? undefined : detail });
          }}
          className={field}
        >
          {details.map((detail) => (
            <option key={detail} value={detail}>
              {t(detailLabels[detail])}
            </option>
          ))}
        </select>
      </span>
      {attachment.kind === "video" && (
        <>
          <NumberField
            label={t("maxFrames", { name })}
            short={t("maxFramesShort")}
            value={attachment.maxFrames}
            step={1}
            onChange={(maxFrames) => onChange({ ...attachment, maxFrames })}
          />
          <NumberField
            label={t("fps", { name })}
            short={t("fpsShort")}
            value={attachment.fps}
            step="any"
            onChange={(fps) => onChange({ ...attachment, fps })}
          />
        </>
      )}
    </div>
  );
}

type NumberFieldProps = {
  label: string;
  short: string;
  value: number | undefined;
  /** 1 for whole numbers. */
  step: 1 | "any";
  onChange: (value: number | undefined) => void;
};

/** A number above zero, or nothing. What is neither is marked and not taken. */
function NumberField({ label, short, value, step, onChange }: NumberFieldProps) {
  const [text, setText] = useState(value === undefined ? "" : String(value));
  const fits = (written: string) => {
    const wanted = Number(written);
    return (
      written === "" ||
      (wanted > 0 && Number.isFinite(wanted) && (step === "any" || Number.isInteger(wanted)))
    );
  };
  return (
    <span className="flex items-center gap-1">
      <span aria-hidden>{short}</span>
      <input
        aria-label={label}
        aria-invalid={!fits(text) || undefined}
        inputMode={step === 1 ? "numeric" : "decimal"}
        value={text}
        onChange={({ target }) => {
          setText(target.value);
          if (fits(target.value)) onChange(target.value === "" ? undefined : Number(target.value));
        }}
        onBlur={() => fits(text) || setText(value === undefined ? "" : String(value))}
        className={`${field} w-10 text-center tabular-nums`}
      />
    </span>
  );
}
