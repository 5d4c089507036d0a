"use client";

import { ClipboardPaste, FolderOpen, ListChecks, MessagesSquare, Sparkles, X } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { inputClass } from "@/components/shared/field";
import { UndoNotice } from "@/components/shared/undo-notice";
import { useFilePicker } from "@/components/shared/use-file-picker";
import { Button, IconButton } from "@/components/ui/button";
import { cn } from "@/lib/ui/cn";
import { formatBytes } from "@/lib/ui/format";
import { ChatsDialog } from "./chats-dialog";
import { SetsDialog } from "./sets-dialog";
import { useExample } from "./use-example";
import type { NewBatchState } from "./use-new-batch";
import type { Given } from "./use-source";

/** What the requests come from. */
export function SourcePart({ form }: { form: NewBatchState }) {
  const t = useTranslations("batch.new");
  const { source, given } = form;
  const { opening, refused, unkept, removed, ignored } = source;
  return (
    <div className="grid gap-2 px-3 pt-3">
      {given && !opening ? <GivenSource form={form} given={given} /> : <Choices form={form} />}
      {opening && (
        <p role="status" className="text-sm text-ink-muted wrap-anywhere">
          {t("opening", { name: opening })}
        </p>
      )}
      {refused && (
        <p role="alert" className="flex items-center gap-2 text-sm text-warning">
          <span className="min-w-0 wrap-anywhere">
            {t("refused", refused)} {t(`fault.${refused.fault}`)}
          </span>
          <IconButton size="icon-small" label={t("forget")} onClick={source.forgetRefused}>
            <X size={14} />
          </IconButton>
        </p>
      )}
      {ignored > 0 && (
        <p role="status" className="text-sm text-warning">
          {t("ignored", { count: ignored })}
        </p>
      )}
      {removed !== undefined && !opening && (
        <UndoNotice
          key={removed}
          text={t("removed", { name: removed })}
          onUndo={() => void source.restore()}
          onGone={source.forgetRemoved}
        />
      )}
      {unkept && (
        <p role="status" className="text-sm text-warning">
          {t("unkept")}
        </p>
      )}
    </div>
  );
}

function Choices({ form }: { form: NewBatchState }) {
  const t = useTranslations("batch.new");
  const { source, draft } = form;
  const { pasted } = draft.draft;
  const [pasting, setPasting] = useState(pasted !== "");
  const [dialog, setDialog] = useState<"sets" | "chats">();
  const example = useExample(form);
  const { input, choose } = useFilePicker({
    label: t("choose"),
    onFiles: (files) => void source.takeFirst(files),
  });
  const takePasted = async () => {
    if (await source.take(new Blob([pasted]), t("pastedName"))) draft.change({ pasted: "" });
  };
  return (
    <>
      <p className="max-w-2xl text-sm text-ink-muted">{t("intro")}</p>
      <div className="flex flex-wrap items-center gap-2">
        {input}
        <Button size="small" onClick={choose}>
          <FolderOpen size={14} aria-hidden /> {t("choose")}
        </Button>
        <Button size="small" aria-expanded={pasting} onClick={() => setPasting(!pasting)}>
          <ClipboardPaste size={14} aria-hidden /> {t("paste")}
        </Button>
        <Button size="small" onClick={() => setDialog("sets")}>
          <ListChecks size={14} aria-hidden /> {t("fromSet")}
        </Button>
        <Button size="small" onClick={() => setDialog("chats")}>
          <MessagesSquare size={14} aria-hidden /> {t("fromChats")}
        </Button>
        <Button size="small" variant="ghost" onClick={example}>
          <Sparkles size={14} aria-hidden /> {t("example")}
        </Button>
        <span className="text-xs text-ink-faint">{t("accepted")}</span>
      </div>
      {pasting && (
        <>
          <textarea
            aria-label={t("pasted")}
            value={pasted}
            rows={5}
            placeholder={t("pastePlaceholder")}
            onChange={({ target }) => draft.change({ pasted: target.value })}
            className={cn(inputClass, "max-h-64 min-h-24 resize-y font-mono")}
          />
          <div>
            <Button size="small" disabled={pasted.trim() === ""} onClick={() => void takePasted()}>
              {t("usePasted")}
            </Button>
          </div>
        </>
      )}
      {dialog === "sets" && <SetsDialog form={form} onClose={() => setDialog(undefined)} />}
      {dialog === "chats" && <ChatsDialog form={form} onClose={() => setDialog(undefined)} />}
    </>
  );
}

const namedLines = 5;

function GivenSource({ form, given }: { form: NewBatchState; given: Given }) {
  const t = useTranslations("batch.new");
  const { name, file, kind } = given;
  const { source, reports } = form;
  const [first] = reports ?? [];
  // Rows of a table in JSON Lines, which were taken for requests.
  const isTable = kind === "file" && first !== undefined && first.counts["no-body"] === first.requests.length;
  const problems = kind === "table" ? given.facts.problems : undefined;
  return (
    <div className="grid gap-1 rounded-lg bg-sunken p-2.5 text-sm">
      <p className="flex flex-wrap items-center gap-x-3">
        <span className="min-w-0 font-medium wrap-anywhere">{name}</span>
        <span className="text-xs text-ink-muted tabular-nums">
          {kind === "file"
            ? t("fileFacts", { size: formatBytes(file.size) })
            : t("tableFacts", { count: given.facts.count, size: formatBytes(file.size) })}
        </span>
        {isTable && (
          <Button size="small" onClick={() => void source.take(file, name, "table")}>
            {t("asTable")}
          </Button>
        )}
        <IconButton
          size="icon-small"
          label={t("drop", { name })}
          onClick={() => source.drop(true)}
          className="ms-auto"
        >
          <X size={14} />
        </IconButton>
      </p>
      {problems && problems.count > 0 && (
        <p className="text-warning">
          {t("rowProblems", {
            count: problems.count,
            lines: problems.first
              .slice(0, namedLines)
              .map(({ line }) => line)
              .join(", "),
          })}
        </p>
      )}
    </div>
  );
}
