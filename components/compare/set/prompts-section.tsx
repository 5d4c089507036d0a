"use client";

import { CircleAlert } from "lucide-react";
import dynamic from "next/dynamic";
import { useId, useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { inputClass } from "@/components/shared/field";
import { Button } from "@/components/ui/button";
import { namesOf } from "@/lib/compare/set/prompt-set";
import type { RowFault } from "@/lib/rows/template";
import { whenOnline } from "@/lib/ui/when-online";
import { Labelled, SetSection } from "./set-section";
import type { PromptSetState } from "./use-prompt-set";

const AddPrompts = dynamic(() => whenOnline(async () => (await import("./add-prompts")).AddPrompts), {
  ssr: false,
});

const shownFaults = 5;

/** The rows, the words around their values, and which of them cannot be asked. */
export function PromptsSection({ state }: { state: PromptSetState }) {
  const t = useTranslations("promptSet");
  const { set, change, runner, faults } = state;
  const [adding, setAdding] = useState(false);
  const templateRef = useRef<HTMLTextAreaElement>(null);
  const id = useId();
  const names = namesOf(set.rows);
  const locked = runner.begun;
  const insert = (name: string) => {
    const area = templateRef.current;
    if (!area) return;
    const { selectionStart, selectionEnd, value } = area;
    const text = `{{${name}}}`;
    change({ template: value.slice(0, selectionStart) + text + value.slice(selectionEnd) });
    area.focus();
  };
  return (
    <SetSection title={t("prompts")}>
      <div className="flex flex-wrap items-center justify-between gap-2">
        <p className="text-sm tabular-nums">{t("promptCount", { count: set.rows.length })}</p>
        {!locked && (
          <Button size="small" aria-haspopup="dialog" onClick={() => setAdding(true)}>
            {t(set.rows.length > 0 ? "editPrompts" : "addPrompts")}
          </Button>
        )}
      </div>
      <Labelled id={`${id}-template`} label={t("template")} hint={t("templateHint")}>
        <textarea
          ref={templateRef}
          id={`${id}-template`}
          rows={3}
          disabled={locked}
          value={set.template}
          aria-describedby={`${id}-template-hint`}
          onChange={(event) => change({ template: event.target.value })}
          className={`${inputClass} field-sizing-content max-h-72 min-h-16 resize-none disabled:text-ink-muted`}
        />
      </Labelled>
      {names.length > 0 && !locked && (
        <ul className="flex flex-wrap gap-1">
          {names.map((name) => (
            <li key={name}>
              <Button
                size="small"
                variant="ghost"
                aria-label={t("insertVariable", { name })}
                title={t("insertVariable", { name })}
                onClick={() => insert(name)}
              >
                <code>{`{{${name}}}`}</code>
              </Button>
            </li>
          ))}
        </ul>
      )}
      <Labelled id={`${id}-system`} label={t("system")} hint={t("systemHint")}>
        <textarea
          id={`${id}-system`}
          rows={2}
          disabled={locked}
          value={set.systemTemplate}
          aria-describedby={`${id}-system-hint`}
          onChange={(event) => change({ systemTemplate: event.target.value })}
          className={`${inputClass} field-sizing-content max-h-48 min-h-10 resize-none disabled:text-ink-muted`}
        />
      </Labelled>
      {faults.length > 0 && <Faults faults={faults} />}
      {adding && (
        <AddPrompts
          rows={set.rows}
          onClose={() => setAdding(false)}
          onRows={(rows) => {
            change({ rows, ...templateFor(set.template, namesOf(rows)) });
            setAdding(false);
          }}
        />
      )}
    </SetSection>
  );
}

/** A template that nobody has written yet follows the first column. */
function templateFor(template: string, names: readonly string[]): { template?: string } {
  const [first] = names;
  const untouched = template.trim() === "" || /^\{\{[^{}]*\}\}$/.test(template.trim());
  const fits = names.some((name) => template.includes(`{{${name}}}`));
  return untouched && !fits && first ? { template: `{{${first}}}` } : {};
}

function Faults({ faults }: { faults: readonly RowFault[] }) {
  const t = useTranslations("promptSet");
  const rows = new Set(faults.map(({ row }) => row)).size;
  return (
    <div role="status" className="rounded-card bg-warning-soft px-3 py-2 text-xs text-warning">
      <p className="flex items-center gap-1.5 font-medium">
        <CircleAlert size={14} aria-hidden /> {t("rowsSkipped", { count: rows })}
      </p>
      <ul className="mt-1">
        {faults.slice(0, shownFaults).map(({ row, name, fault }) => (
          <li key={`${row} ${name}`}>{t(`rowFault.${fault}`, { row: row + 1, name })}</li>
        ))}
        {faults.length > shownFaults && <li>{t("moreFaults", { count: faults.length - shownFaults })}</li>}
      </ul>
    </div>
  );
}
