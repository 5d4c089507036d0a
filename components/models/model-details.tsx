"use client";

import { X } from "lucide-react";
import { useId } from "react";
import { useTranslations } from "use-intl";
import { CopyButton } from "@/components/shared/copy-button";
import { inputClass } from "@/components/shared/field";
import { IconButton } from "@/components/ui/button";
import { Drawer } from "@/components/ui/drawer";
import { Link } from "@/components/ui/link";
import type { CatalogueReply, ListedModel } from "@/lib/models/catalogue-reply";
import { noteModel } from "@/lib/models/model-marks";
import { Part } from "./fact-lines";
import { ModelFacts } from "./model-facts";
import { isGone, ModelState } from "./model-state";
import { TryLink, tryClass } from "./try-link";

type ModelDetailsProps = {
  model: ListedModel;
  sources: CatalogueReply["sources"];
  note: string;
  onOpen: (id: string | null) => void;
};

/** Everything that is known of a model, and who says so. */
export function ModelDetails({ model, sources, note, onOpen }: ModelDetailsProps) {
  const t = useTranslations("catalogue");
  const noteId = useId();
  const { id, entry } = model;
  return (
    <Drawer open side="end" width="wide" label={t("details", { model: id })} onClose={() => onOpen(null)}>
      <div className="flex h-full flex-col">
        <header className="flex items-center gap-2 border-b border-line px-4 py-2.5">
          <h2 className="min-w-0 grow font-mono text-sm wrap-anywhere">{id}</h2>
          <CopyButton text={() => id} label={t("copy")} copiedLabel={t("copied")} />
          {entry?.capabilities.batch && !isGone(model) && (
            <Link href={`/batch?${new URLSearchParams({ model: id })}`} className={tryClass}>
              {t("tryBatch")}
            </Link>
          )}
          <TryLink model={model} />
          <IconButton label={t("close")} onClick={() => onOpen(null)}>
            <X size={17} />
          </IconButton>
        </header>
        <div key={id} className="min-h-0 grow space-y-5 overflow-y-auto px-4 pt-3 pb-6 text-sm">
          <p className="text-ink-muted">
            {entry ? `${entry.vendor} · ${t(`kinds.${entry.sub_type}`)}` : t("uncatalogued")}
            <ModelState model={model} />
          </p>
          {entry && <ModelFacts model={model} entry={entry} sources={sources} onOpen={onOpen} />}
          <Part title={t("ownNote")}>
            <textarea
              id={noteId}
              aria-label={t("ownNote")}
              rows={3}
              value={note}
              onChange={({ target }) => noteModel(id, target.value)}
              className={inputClass}
            />
            <p className="text-xs text-ink-faint">{t("ownNoteHint")}</p>
          </Part>
        </div>
      </div>
    </Drawer>
  );
}
