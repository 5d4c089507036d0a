"use client";

import { ArrowDown, ArrowUp, Plus, Trash2 } from "lucide-react";
import { useTranslations } from "use-intl";
import { inputClass } from "@/components/shared/field";
import { selectClass } from "@/components/shared/select-class";
import { Button, IconButton } from "@/components/ui/button";
import { type DialogueLine, dialogueOf, speakers, textOfDialogue } from "@/lib/speech/dialogue";
import { cn } from "@/lib/ui/cn";

const empty: DialogueLine = { speaker: "S1", text: "" };

type DialogueEditorProps = { text: string; onChange: (text: string) => void };

/** A dialogue line by line: who says it and what. The text keeps it, with the marks that the model reads. */
export function DialogueEditor({ text, onChange }: DialogueEditorProps) {
  const t = useTranslations("speech");
  const found = dialogueOf(text);
  const lines = found.length > 0 ? found : [empty];
  const set = (next: readonly DialogueLine[]) => onChange(textOfDialogue(next));
  const change = (at: number, changed: Partial<DialogueLine>) =>
    set(lines.map((line, place) => (place === at ? { ...line, ...changed } : line)));
  const swap = (at: number, other: number) =>
    set(lines.map((line, place) => lines[place === at ? other : place === other ? at : place] ?? line));
  const add = () => set([...lines, { speaker: lines.at(-1)?.speaker === "S1" ? "S2" : "S1", text: "" }]);
  return (
    <div className="max-h-[30dvh] overflow-y-auto overscroll-contain px-3 pt-2">
      <ol aria-label={t("dialogue")} className="grid gap-1.5">
        {lines.map(({ speaker, text: said }, at) => (
          <li
            // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place
            key={at}
            className="flex items-start gap-1"
          >
            <select
              aria-label={t("speakerOf", { number: at + 1 })}
              value={speaker}
              onChange={({ target }) =>
                change(at, { speaker: speakers.find((known) => known === target.value) ?? "S1" })
              }
              className={cn(selectClass, "shrink-0 font-mono")}
            >
              {speakers.map((known) => (
                <option key={known}>{known}</option>
              ))}
            </select>
            <textarea
              rows={1}
              dir="auto"
              aria-label={t("lineOf", { number: at + 1, speaker })}
              value={said}
              onChange={({ target }) => change(at, { text: target.value })}
              className={cn(inputClass, "field-sizing-content min-w-0 resize-none")}
            />
            <IconButton
              size="icon-small"
              label={t("lineUp", { number: at + 1 })}
              disabled={at === 0}
              onClick={() => swap(at, at - 1)}
            >
              <ArrowUp size={14} />
            </IconButton>
            <IconButton
              size="icon-small"
              label={t("lineDown", { number: at + 1 })}
              disabled={at === lines.length - 1}
              onClick={() => swap(at, at + 1)}
            >
              <ArrowDown size={14} />
            </IconButton>
            <IconButton
              size="icon-small"
              label={t("removeLine", { number: at + 1 })}
              disabled={lines.length === 1}
              onClick={() => set(lines.filter((_, place) => place !== at))}
            >
              <Trash2 size={14} />
            </IconButton>
          </li>
        ))}
      </ol>
      <Button size="small" variant="ghost" className="mt-1.5" onClick={add}>
        <Plus size={14} aria-hidden /> {t("addLine")}
      </Button>
    </div>
  );
}
