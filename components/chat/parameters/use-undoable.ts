"use client";

import { useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { defaultOptions, type Preset } from "@/lib/chat/options";
import { randomUuid } from "@/lib/core/random-uuid";
import type { Options } from "../use-options";

type Parts = {
  options: Options;
  modelId: string | null;
  systemPrompt: string;
  onApply: (preset: Preset) => void;
  /** Remembers all that is set; gives how to bring it back. Needed where more is set than is shown. */
  remember?: (() => () => void) | undefined;
};

/** What has just been done, and how to take it back. */
type Undoable = { id: string; text: string; undo: () => void };

/** The changes that take away what a person has set or written, each with a way back. */
export function useUndoable(parts: Parts) {
  const t = useTranslations("options");
  const [undoable, setUndoable] = useState<Undoable>();
  // An undo concerns what is set by then.
  const latest = useRef(parts);
  latest.current = parts;
  const { options, modelId, systemPrompt, onApply } = parts;
  const { options: set, presets } = options;
  const before = { ...set, drafts: set.drafts ?? {} };
  const offerUndo = (text: string, undo: (now: Parts) => void) =>
    setUndoable({ id: randomUuid(), text, undo: () => undo(latest.current) });

  const resetAll = () => {
    const bringBack = parts.remember?.();
    options.setOptions({ ...defaultOptions, thinking: set.thinking, drafts: {} });
    offerUndo(t("resetDone"), bringBack ?? ((now) => now.options.setOptions(before)));
  };
  const apply = (preset: Preset) => {
    const { name } = preset;
    // What is set before it is a preset too.
    const earlier = { id: "", name, ...(modelId && { model: modelId }), systemPrompt, options: before };
    const bringBack = parts.remember?.();
    onApply(preset);
    offerUndo(t("presetApplied", { name }), bringBack ?? ((now) => now.onApply(earlier)));
  };
  const removePreset = (preset: Preset) => {
    const at = presets.indexOf(preset);
    options.set({ presets: presets.toSpliced(at, 1) });
    offerUndo(t("presetRemoved", { name: preset.name }), (now) =>
      now.options.set({ presets: now.options.presets.toSpliced(at, 0, preset) }),
    );
  };
  const removeTool = (at: number) => {
    const tool = set.tools[at];
    if (!tool) return;
    options.setOptions({ tools: set.tools.toSpliced(at, 1) });
    offerUndo(t("toolRemoved", { name: tool.function.name }), (now) =>
      now.options.setOptions({ tools: now.options.options.tools.toSpliced(at, 0, tool) }),
    );
  };
  return { undoable, forget: () => setUndoable(undefined), resetAll, apply, removePreset, removeTool };
}
