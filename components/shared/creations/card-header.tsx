"use client";

import { Braces, Download, RotateCcw, Sparkles, Trash2 } from "lucide-react";
import { useState } from "react";
import { useFormatter, useTranslations } from "use-intl";
import { CopyButton } from "@/components/shared/copy-button";
import { IconButton } from "@/components/ui/button";
import { isSealed } from "@/lib/creations/creation";
import type { CreationRecord } from "@/lib/history/creation-record";
import { cn } from "@/lib/ui/cn";
import type { CreationActions, ShownResult } from "./actions";
import { useMediaUrl } from "./use-result-url";

type CardHeaderProps = {
  records: readonly CreationRecord[];
  results: readonly ShownResult[];
  createdAt: number;
  actions: CreationActions;
};

/** A prompt that takes more room than this is folded. */
const longPrompt = 160;

/** What was asked, when, from which pictures, and what can be done with all of it. */
export function CardHeader({ records, results, createdAt, actions }: CardHeaderProps) {
  const t = useTranslations("creations");
  const format = useFormatter();
  const [whole, setWhole] = useState(false);
  const [first] = records;
  if (!first) return null;
  const { prompt, inputs } = first;
  const isLong = prompt.length > longPrompt || prompt.includes("\n");
  return (
    <header className="flex flex-wrap items-start gap-x-3 gap-y-1.5">
      {inputs.length > 0 && (
        <ul aria-label={t("inputs")} className="flex gap-1">
          {inputs.map(({ mediaId }, at) => (
            <InputPicture key={mediaId} mediaId={mediaId} label={t("input", { number: at + 1 })} />
          ))}
        </ul>
      )}
      <div className="min-w-0 flex-1 basis-72">
        <p
          dir="auto"
          className={cn("text-sm wrap-anywhere whitespace-pre-wrap", isLong && !whole && "line-clamp-2")}
        >
          {prompt}
        </p>
        <p className="mt-0.5 flex flex-wrap items-center gap-x-3 text-xs text-ink-faint">
          <time dateTime={new Date(createdAt).toISOString()}>
            {format.dateTime(createdAt, { dateStyle: "medium", timeStyle: "short" })}
          </time>
          {isLong && (
            <button
              type="button"
              aria-expanded={whole}
              className="text-accent underline underline-offset-2"
              onClick={() => setWhole(!whole)}
            >
              {t(whole ? "showLess" : "showAll")}
            </button>
          )}
        </p>
      </div>
      <CardTools first={first} records={records} results={results} actions={actions} />
    </header>
  );
}

type CardToolsProps = Pick<CardHeaderProps, "records" | "results" | "actions"> & { first: CreationRecord };

function CardTools({ first, records, results, actions }: CardToolsProps) {
  const t = useTranslations("creations");
  return (
    <div className="-me-1 flex flex-wrap items-center">
      <CopyButton text={() => first.prompt} label={t("copyPrompt")} copiedLabel={t("copied")} />
      {!isSealed(first) && <RequestTools records={records} results={results} actions={actions} />}
      <IconButton size="icon-small" label={t("deleteAll")} onClick={() => actions.onDelete(records)}>
        <Trash2 size={15} />
      </IconButton>
    </div>
  );
}

/** What needs to know who was asked. */
function RequestTools({ records, results, actions }: Omit<CardToolsProps, "first">) {
  const t = useTranslations("creations");
  const { onVary } = actions;
  return (
    <>
      <IconButton size="icon-small" label={t("reuse")} onClick={() => actions.onReuse(records)}>
        <RotateCcw size={15} />
      </IconButton>
      {onVary && results.length > 0 && (
        <IconButton size="icon-small" label={t("vary")} onClick={() => onVary(records)}>
          <Sparkles size={15} />
        </IconButton>
      )}
      {results.length > 0 && (
        <IconButton size="icon-small" label={t("downloadAll")} onClick={() => actions.onDownload(results)}>
          <Download size={15} />
        </IconButton>
      )}
      {records.map(
        ({ id, runId, model }) =>
          runId && (
            <IconButton
              key={id}
              size="icon-small"
              label={records.length > 1 ? `${t("inspect")} · ${model}` : t("inspect")}
              onClick={() => actions.onInspect(runId)}
            >
              <Braces size={15} />
            </IconButton>
          ),
      )}
    </>
  );
}

function InputPicture({ mediaId, label }: { mediaId: string; label: string }) {
  const url = useMediaUrl(mediaId);
  return (
    <li className="size-11 overflow-hidden rounded-lg border border-line bg-sunken">
      {/* biome-ignore lint/performance/noImgElement: a blob of this page has nothing to optimise */}
      {url && <img src={url} alt={label} className="size-full object-cover" />}
    </li>
  );
}
