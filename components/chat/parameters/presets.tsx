"use client";

import { Check, Clipboard, Download, Pencil, Plus, Trash2, Upload } from "lucide-react";
import { type ChangeEvent, useState } from "react";
import { useTranslations } from "use-intl";
import { CopyButton } from "@/components/shared/copy-button";
import { inputClass } from "@/components/shared/field";
import { Button, IconButton } from "@/components/ui/button";
import { type Preset, readPresets, writePresets } from "@/lib/chat/options";
import { randomUuid } from "@/lib/core/random-uuid";
import { download } from "@/lib/history/archive/save-file";
import type { Options } from "../use-options";

type PresetsProps = {
  options: Options;
  model: string | null;
  systemPrompt: string;
  onApply: (preset: Preset) => void;
  onRemove: (preset: Preset) => void;
};

const save = (text: string, name: string) => download(new Blob([text], { type: "application/json" }), name);

/** Sets of options under names: saved from what is set now, used again, renamed, and shared as JSON. */
export function Presets({ options, model, systemPrompt, onApply, onRemove }: PresetsProps) {
  const t = useTranslations("options");
  const [name, setName] = useState("");
  const [message, setMessage] = useState<string>();
  const { presets, set } = options;
  const add = () => {
    const preset: Preset = {
      id: randomUuid(),
      name: name.trim(),
      ...(model && { model }),
      ...(systemPrompt.trim() && { systemPrompt }),
      options: options.options,
    };
    set({ presets: [...presets, preset] });
    setName("");
    setMessage(t("presetSaved", { name: preset.name }));
  };
  const read = (text: string) => {
    const found = readPresets(text);
    if (found) set({ presets: [...presets, ...found] });
    setMessage(found ? t("presetsImported", { count: found.length }) : t("presetsUnreadable"));
  };
  const readFile = async (event: ChangeEvent<HTMLInputElement>) => {
    const file = event.target.files?.[0];
    event.target.value = "";
    if (file) read(await file.text());
  };
  // Over plain http from another machine there is no clipboard to read.
  const clipboard = async () => navigator.clipboard.readText();
  const paste = async () => read(await clipboard().catch(() => ""));
  return (
    <div className="flex flex-col gap-2 py-2">
      {presets.length === 0 && <p className="text-xs text-ink-faint">{t("presetsEmpty")}</p>}
      <ul className="flex flex-col gap-1">
        {presets.map((preset) => (
          <PresetRow
            key={preset.id}
            preset={preset}
            onApply={() => onApply(preset)}
            onRename={(renamed) =>
              set({
                presets: presets.map((other) =>
                  other.id === preset.id ? { ...other, name: renamed } : other,
                ),
              })
            }
            onRemove={() => onRemove(preset)}
          />
        ))}
      </ul>
      <form
        className="flex gap-1.5"
        onSubmit={(event) => {
          event.preventDefault();
          if (name.trim()) add();
        }}
      >
        <input
          aria-label={t("presetName")}
          placeholder={t("presetName")}
          value={name}
          onChange={(event) => setName(event.target.value)}
          className={inputClass}
        />
        <Button size="small" type="submit" className="h-8" disabled={name.trim() === ""}>
          <Plus size={14} aria-hidden /> {t("presetSave")}
        </Button>
      </form>
      <div className="flex flex-wrap gap-1.5">
        <label className="inline-flex h-7 cursor-pointer items-center gap-1.5 rounded-lg border border-line bg-surface px-2 text-xs font-medium hover:bg-sunken has-focus-visible:outline-2 has-focus-visible:outline-accent">
          <Upload size={13} aria-hidden /> {t("presetsImport")}
          <input
            type="file"
            accept="application/json,.json"
            className="sr-only"
            onChange={(event) => void readFile(event)}
          />
        </label>
        <Button size="small" onClick={() => void paste()}>
          <Clipboard size={13} aria-hidden /> {t("presetsPaste")}
        </Button>
        {presets.length > 0 && (
          <Button size="small" onClick={() => save(writePresets(presets), "presets.json")}>
            <Download size={13} aria-hidden /> {t("presetsExport")}
          </Button>
        )}
      </div>
      <p role="status" className="text-xs text-ink-muted empty:hidden">
        {message}
      </p>
    </div>
  );
}

type PresetRowProps = {
  preset: Preset;
  onApply: () => void;
  onRename: (name: string) => void;
  onRemove: () => void;
};

function PresetRow({ preset, onApply, onRename, onRemove }: PresetRowProps) {
  const t = useTranslations("options");
  const [renaming, setRenaming] = useState<string>();
  const { name } = preset;
  if (renaming !== undefined)
    return (
      <li>
        <form
          className="flex gap-1"
          onSubmit={(event) => {
            event.preventDefault();
            if (renaming.trim()) onRename(renaming.trim());
            setRenaming(undefined);
          }}
        >
          <input
            aria-label={t("presetName")}
            value={renaming}
            // biome-ignore lint/a11y/noAutofocus: the person has just asked to type here
            autoFocus
            onChange={(event) => setRenaming(event.target.value)}
            onKeyDown={(event) => {
              if (event.key !== "Escape") return;
              // It leaves the name as it was, and neither closes the panel nor stops an answer.
              event.preventDefault();
              event.stopPropagation();
              setRenaming(undefined);
            }}
            className={inputClass}
          />
          <IconButton size="icon-small" type="submit" label={t("presetRenamed")}>
            <Check size={14} />
          </IconButton>
        </form>
      </li>
    );
  return (
    <li className="flex items-center gap-0.5 rounded-lg hover:bg-sunken">
      <button
        type="button"
        onClick={onApply}
        title={t("presetApply", { name })}
        className="min-w-0 grow truncate rounded-lg px-2 py-1 text-start text-sm"
      >
        {name}
      </button>
      <CopyButton
        text={() => writePresets([preset])}
        label={t("presetCopy", { name })}
        copiedLabel={t("copied")}
      />
      <IconButton size="icon-small" label={t("presetRename", { name })} onClick={() => setRenaming(name)}>
        <Pencil size={13} />
      </IconButton>
      <IconButton size="icon-small" label={t("presetRemove", { name })} onClick={onRemove}>
        <Trash2 size={13} />
      </IconButton>
    </li>
  );
}
