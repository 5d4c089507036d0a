"use client";

import { Plus, X } from "lucide-react";
import { type ReactNode, useId, useState } from "react";
import { useTranslations } from "use-intl";
import { inputClass } from "@/components/shared/field";
import { selectClass } from "@/components/shared/select-class";
import { Button, IconButton } from "@/components/ui/button";
import { SegmentedChoice } from "@/components/ui/segmented-choice";
import { longestWindow, modes, shortestWindow } from "@/lib/batches/draft";
import { metadataFault } from "@/lib/batches/metadata";
import { cn } from "@/lib/ui/cn";
import { useModelFacts } from "./use-model-facts";
import type { NewBatchState } from "./use-new-batch";

/** SiliconFlow keeps 16 entries; the description is one. */
const mostMetadata = 15;
const [longestName, longestValue] = [64, 512];

/** As a batch or now, and what SiliconFlow is told of it. */
export function SettingsPart({ form }: { form: NewBatchState }) {
  const t = useTranslations("batch.new.settings");
  const { draft, given } = form;
  const { mode, description } = draft.draft.settings;
  return (
    <section aria-label={t("label")} className="grid gap-2.5 px-3 pt-3 text-sm">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
        <SegmentedChoice
          label={t("mode")}
          value={mode}
          options={modes.map((value) => ({ value, label: t(`modes.${value}`) }))}
          onChange={(next) => draft.setSettings({ mode: next })}
        />
        <span className="text-xs text-ink-faint">{t(`modeHint.${mode}`)}</span>
      </div>
      <div className="grid gap-x-4 gap-y-2 sm:grid-cols-2">
        <Labelled name={t("description")} help={t("descriptionHelp")}>
          {(id) => (
            <input
              id={id}
              value={description}
              maxLength={longestValue}
              onChange={({ target }) => draft.setSettings({ description: target.value })}
              className={inputClass}
            />
          )}
        </Labelled>
        {mode === "batch" && <WindowField form={form} />}
        {given?.kind === "file" && <ReplaceModel form={form} />}
      </div>
      {mode === "batch" && <Metadata form={form} />}
    </section>
  );
}

type LabelledProps = { name: string; help: string; children: (id: string) => ReactNode };

function Labelled({ name, help, children }: LabelledProps) {
  const id = useId();
  return (
    <div className="grid content-start gap-0.5">
      <label htmlFor={id} className="text-xs font-medium">
        {name}
      </label>
      {children(id)}
      <p className="text-xs text-ink-faint">{help}</p>
    </div>
  );
}

const dayHours = 24;

function WindowField({ form: { draft } }: { form: NewBatchState }) {
  const t = useTranslations("batch.new.settings");
  const { windowHours } = draft.draft.settings;
  const [typed, setTyped] = useState<string>();
  const isWindow = (hours: number) =>
    Number.isInteger(hours) && hours >= shortestWindow && hours <= longestWindow;
  const shown = typed ?? String(windowHours);
  const days = windowHours / dayHours;
  const told = Number.isInteger(days) ? ` · ${t("days", { count: days })}` : "";
  return (
    <Labelled name={t("window")} help={t("windowHelp") + told}>
      {(id) => (
        <input
          id={id}
          type="number"
          min={shortestWindow}
          max={longestWindow}
          value={shown}
          aria-invalid={!isWindow(Number(shown))}
          onChange={({ target }) => {
            setTyped(target.value);
            if (isWindow(target.valueAsNumber)) draft.setSettings({ windowHours: target.valueAsNumber });
          }}
          // What is no window gives way to the last that was one.
          onBlur={() => setTyped(undefined)}
          className={inputClass}
        />
      )}
    </Labelled>
  );
}

function ReplaceModel({ form: { draft, models } }: { form: NewBatchState }) {
  const t = useTranslations("batch.new.settings");
  const tell = useModelFacts();
  const { replaceModel, mode } = draft.draft.settings;
  const fitting = mode === "now" ? models : models.filter(({ batch }) => batch !== false);
  const listed = tell(fitting).map(({ id }) => id);
  const shown = replaceModel && !listed.includes(replaceModel) ? [replaceModel, ...listed] : listed;
  return (
    <Labelled name={t("replace")} help={t("replaceHelp")}>
      {(id) => (
        <select
          id={id}
          value={replaceModel ?? ""}
          onChange={({ target }) => draft.setSettings({ replaceModel: target.value || undefined })}
          className={cn(selectClass, "w-full min-w-0")}
        >
          <option value="">{t("replaceNone")}</option>
          {shown.map((model) => (
            <option key={model} value={model}>
              {model}
            </option>
          ))}
        </select>
      )}
    </Labelled>
  );
}

function Metadata({ form: { draft } }: { form: NewBatchState }) {
  const t = useTranslations("batch.new.settings");
  const { metadata } = draft.draft.settings;
  const fault = metadataFault(draft.draft.settings);
  const change = (at: number, some: Partial<(typeof metadata)[number]>) =>
    draft.setSettings({
      metadata: metadata.map((entry, place) => (place === at ? { ...entry, ...some } : entry)),
    });
  return (
    <fieldset className="grid justify-items-start gap-1.5">
      <legend className="mb-0.5 text-xs font-medium">{t("metadata")}</legend>
      {metadata.map(({ name, value }, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: an entry is known by its place alone
        <p key={at} className="flex w-full items-center gap-2">
          <span className="w-1/3">
            <input
              aria-label={t("metadataName", { number: at + 1 })}
              value={name}
              maxLength={longestName}
              onChange={({ target }) => change(at, { name: target.value })}
              className={inputClass}
            />
          </span>
          <input
            aria-label={t("metadataValue", { number: at + 1 })}
            value={value}
            maxLength={longestValue}
            onChange={({ target }) => change(at, { value: target.value })}
            className={inputClass}
          />
          <IconButton
            size="icon-small"
            label={t("removeMetadata", { number: at + 1 })}
            onClick={() => draft.setSettings({ metadata: metadata.filter((_, place) => place !== at) })}
          >
            <X size={14} />
          </IconButton>
        </p>
      ))}
      <p className="flex flex-wrap items-center gap-2">
        {metadata.length < mostMetadata && (
          <Button
            size="small"
            variant="ghost"
            onClick={() => draft.setSettings({ metadata: [...metadata, { name: "", value: "" }] })}
          >
            <Plus size={14} aria-hidden /> {t("addMetadata")}
          </Button>
        )}
        {metadata.length > 0 && <span className="text-xs text-ink-faint">{t("metadataHelp")}</span>}
      </p>
      {fault && (
        <p role="status" className="text-sm text-warning wrap-anywhere">
          {"name" in fault ? t("metadataTwice", fault) : t("metadataUnnamed", fault)}
        </p>
      )}
    </fieldset>
  );
}
