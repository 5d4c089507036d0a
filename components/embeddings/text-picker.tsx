"use client";

import { ChevronLeft, ChevronRight } from "lucide-react";
import { type FormEvent, useId, useState } from "react";
import { useTranslations } from "use-intl";
import { inputClass } from "@/components/shared/field";
import { IconButton } from "@/components/ui/button";
import { NumberInput } from "./number-input";
import { RowPicture } from "./row-picture";
import type { ViewProps } from "./view-props";

/** One text of many: by its number, the one beside it, or the next that has some words. */
export function TextPicker({ texts, row, onRow }: Pick<ViewProps, "texts" | "row" | "onRow">) {
  const t = useTranslations("embeddings");
  const id = useId();
  const [words, setWords] = useState("");
  const [unfound, setUnfound] = useState(false);
  const count = texts.length;
  const find = (event: FormEvent) => {
    event.preventDefault();
    const wanted = words.trim().toLowerCase();
    if (wanted === "") return;
    const order = texts.map((_, at) => (row + 1 + at) % count);
    const found = order.find((at) => texts[at]?.toLowerCase().includes(wanted));
    setUnfound(found === undefined);
    if (found !== undefined) onRow(found);
  };
  const go = (to: number) => onRow((to + count) % count);
  return (
    <div className="grid gap-1.5">
      <div className="flex flex-wrap items-center gap-2 text-sm">
        <IconButton size="icon-small" label={t("previousText")} onClick={() => go(row - 1)}>
          <ChevronLeft size={15} />
        </IconButton>
        <label htmlFor={id}>{t("text")}</label>
        <span className="w-20">
          <NumberInput id={id} value={row + 1} most={count} onChange={(at) => onRow(at - 1)} />
        </span>
        <span className="text-ink-faint tabular-nums">{t("ofTexts", { count })}</span>
        <IconButton size="icon-small" label={t("nextText")} onClick={() => go(row + 1)}>
          <ChevronRight size={15} />
        </IconButton>
        <form onSubmit={find} className="min-w-32 flex-1">
          <input
            aria-label={t("findText")}
            type="search"
            value={words}
            placeholder={t("findText")}
            onChange={({ target }) => {
              setWords(target.value);
              setUnfound(false);
            }}
            className={inputClass}
          />
        </form>
      </div>
      <p dir="auto" className="max-h-24 overflow-y-auto rounded-lg bg-sunken p-2.5 text-sm wrap-anywhere">
        <RowPicture row={row} className="me-2 size-16 align-middle" />
        {texts[row]}
      </p>
      {unfound && (
        <p role="status" className="text-xs text-warning">
          {t("notFound")}
        </p>
      )}
    </div>
  );
}
