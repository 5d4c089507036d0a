"use client";

import { FolderOpen, X } from "lucide-react";
import { type ReactNode, useId } from "react";
import { useTranslations } from "use-intl";
import { inputClass } from "@/components/shared/field";
import { selectClass } from "@/components/shared/select-class";
import { useFilePicker } from "@/components/shared/use-file-picker";
import { Button, IconButton } from "@/components/ui/button";
import { SegmentedChoice } from "@/components/ui/segmented-choice";
import { type Split, splits } from "@/lib/rows/texts";
import { cn } from "@/lib/ui/cn";
import type { FormTexts } from "./use-texts";

type TextsPartProps = {
  texts: FormTexts;
  /** What the texts are called, and what stands in the empty box, as lines and as blocks. */
  label: string;
  placeholders: Record<Split, string>;
  split: Split;
  splitLabel: string;
  onSplit: (split: Split) => void;
  /** What else a page lets a person do with them. */
  children?: ReactNode;
};

/** The form may have to be scrolled to it. */
const bringIntoView = (element: HTMLElement | null) => element?.scrollIntoView({ block: "nearest" });

/** Texts that a person gives: typed or pasted, or a column of a file. */
export function TextsPart({
  texts,
  label,
  placeholders,
  split,
  splitLabel,
  onSplit,
  children,
}: TextsPartProps) {
  const t = useTranslations("texts");
  const { input, choose } = useFilePicker({
    label: t("choose"),
    accept: ".txt,.csv,.tsv,.jsonl,text/plain,text/csv,application/jsonl",
    onFiles: ([file]) => void (file && texts.readFile(file)),
  });
  const { file, refused } = texts;
  return (
    <div className="grid gap-2 px-3 pt-2">
      {file ? (
        <ChosenFile texts={texts} />
      ) : (
        <textarea
          aria-label={label}
          value={texts.text}
          rows={3}
          placeholder={placeholders[split]}
          onChange={({ target }) => texts.type(target.value)}
          className={cn(inputClass, "max-h-64 min-h-20 resize-y")}
        />
      )}
      {refused && (
        <p
          ref={bringIntoView}
          role="alert"
          className="flex scroll-mb-24 items-center gap-2 text-sm text-warning"
        >
          <span className="wrap-anywhere">
            {t("notTaken", { name: refused.name })} {t(`fault.${refused.fault}`)}
          </span>
          <IconButton size="icon-small" label={t("forget")} onClick={texts.forgetRefused}>
            <X size={14} />
          </IconButton>
        </p>
      )}
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1.5">
        {input}
        <Button size="small" onClick={choose}>
          <FolderOpen size={14} aria-hidden /> {t("choose")}
        </Button>
        {!file && (
          <SegmentedChoice
            label={splitLabel}
            value={split}
            options={splits.map((value) => ({ value, label: t(`splitBy.${value}`) }))}
            onChange={onSplit}
          />
        )}
        {children}
      </div>
    </div>
  );
}

const shownTexts = 3;

function ChosenFile({ texts }: { texts: FormTexts }) {
  const t = useTranslations("texts");
  const id = useId();
  const { file, given } = texts;
  if (!file) return null;
  const { read, column, name } = file;
  return (
    <section aria-label={t("file")} className="grid gap-1.5 rounded-lg bg-sunken p-2.5 text-sm">
      <p className="flex items-center gap-2">
        <span className="min-w-0 grow font-medium wrap-anywhere">{name}</span>
        <IconButton size="icon-small" label={t("dropFile", { name })} onClick={texts.dropFile}>
          <X size={14} />
        </IconButton>
      </p>
      {read.names.length > 1 && (
        <p className="flex flex-wrap items-center gap-2">
          <label htmlFor={id}>{t("column")}</label>
          <select
            id={id}
            value={column}
            onChange={({ target }) => texts.chooseColumn(target.value)}
            className={cn(selectClass, "min-w-0 max-w-full")}
          >
            {read.names.map((one) => (
              <option key={one} value={one}>
                {one}
              </option>
            ))}
          </select>
        </p>
      )}
      <ol className="list-inside list-decimal text-ink-muted">
        {given.set.texts.slice(0, shownTexts).map((text, at) => (
          <li key={given.set.lines[at]} className="truncate">
            {text}
          </li>
        ))}
      </ol>
      {read.problems.length > 0 && (
        <p className="text-warning">
          {t("rowProblems", {
            count: read.problems.length,
            lines: read.problems
              .slice(0, 5)
              .map(({ line }) => line)
              .join(", "),
          })}
        </p>
      )}
    </section>
  );
}
