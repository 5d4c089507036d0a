"use client";

import { X } from "lucide-react";
import dynamic from "next/dynamic";
import { useEffect, useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { type ThinkingFold, ThinkingFoldContext } from "@/components/chat/thinking-fold";
import { useStopKey } from "@/components/chat/use-stop-key";
import { preloadMarkdown } from "@/components/shared/markdown/markdown-view";
import { SaveFailure } from "@/components/shared/save-failure";
import { UndoNotice } from "@/components/shared/undo-notice";
import { IconButton } from "@/components/ui/button";
import { useKeptFocus } from "@/components/ui/use-kept-focus";
import { mostColumns } from "@/lib/compare/column-setup";
import type { Layout } from "@/lib/compare/preferences";
import type { LinkedSetup } from "@/lib/compare/setup-link";
import { loadRunClient } from "@/lib/runs/run-source";
import { whenOnline } from "@/lib/ui/when-online";
import type { OptionsScope } from "./column-options";
import { ColumnsArea } from "./columns-area";
import { CompareComposer } from "./compare-composer";
import { type CompareDialog, CompareToolbar } from "./compare-toolbar";
import { ComparisonAnnouncer } from "./comparison-announcer";
import { type OpenedComparison, useComparison } from "./use-comparison";
import { usePreferences } from "./use-preferences";

const ColumnOptions = dynamic(
  () => whenOnline(async () => (await import("./column-options")).ColumnOptions),
  { ssr: false },
);
const CompareDialogs = dynamic(
  () => whenOnline(async () => (await import("./compare-dialogs")).CompareDialogs),
  { ssr: false },
);

type ComparisonViewProps = Omit<OpenedComparison, "setups"> & {
  /** What a link has filled in. */
  linked?: LinkedSetup | undefined;
  linkBroken?: boolean;
  /** The message to begin at. */
  messageId?: string;
};

type Removed = { key: string; undo: () => void };

/** One comparison: what can be done with all of it, its columns, and the box that asks them all. */
export function ComparisonView({ linked, linkBroken, messageId, ...opened }: ComparisonViewProps) {
  const t = useTranslations("compare");
  const state = useComparison({ ...opened, setups: linked?.setups });
  const { layout, set } = usePreferences();
  const { comparison, columns, busy } = state;
  const [active, setActive] = useState<string>();
  const [layoutOfAll, setLayoutOfAll] = useState<Layout>("columns");
  const [fold, setFold] = useState<ThinkingFold>();
  const [scope, setScope] = useState<OptionsScope>();
  const [dialog, setDialog] = useState<CompareDialog>();
  const [removed, setRemoved] = useState<Removed>();
  const [note, setNote] = useState(linkBroken ? t("linkBroken") : linked ? t("linkFilled") : "");
  const areaRef = useRef<HTMLDivElement>(null);
  const inputRef = useRef<HTMLTextAreaElement>(null);
  useKeptFocus(areaRef, inputRef);
  useStopKey(busy.size > 0, () => comparison.stopAll());
  useEffect(() => {
    preloadMarkdown();
    loadRunClient().catch(() => {});
    if (!matchMedia("(pointer: coarse)").matches) inputRef.current?.focus();
  }, []);

  const shown = columns.find(({ id }) => id === active)?.id ?? columns[0]?.id;
  const remove = (columnId: string) => {
    const undo = comparison.remove(columnId);
    if (undo) setRemoved({ key: columnId, undo });
  };
  return (
    <div ref={areaRef} className="flex h-full min-h-0">
      <ThinkingFoldContext value={fold}>
        <div className="relative flex h-full min-h-0 min-w-0 grow flex-col">
          <CompareToolbar
            state={state}
            onAdd={setActive}
            onFold={(open) => setFold({ open })}
            onDialog={setDialog}
          />
          <SaveFailure failure={state.saveFailure} />
          {note && (
            <div className="flex items-center gap-2 bg-accent-soft py-1 ps-4 pe-2 text-sm">
              <p role="status" className="min-w-0 grow">
                {note}
              </p>
              <IconButton size="icon-small" label={t("close")} onClick={() => setNote("")}>
                <X size={15} />
              </IconButton>
            </div>
          )}
          <ColumnsArea
            state={state}
            active={shown}
            startAt={messageId}
            onActive={setActive}
            onFocus={(columnId) => {
              setActive(columnId);
              if (layout !== "focus") setLayoutOfAll(layout);
              set({ layout: layout === "focus" ? layoutOfAll : "focus" });
            }}
            onOptions={(columnId) => setScope({ columnId })}
            onRemove={remove}
            onNote={setNote}
          />
          <ComparisonAnnouncer busy={busy.size} />
          {removed && columns.length < mostColumns && (
            <UndoNotice
              key={removed.key}
              text={t("removed")}
              onUndo={() => {
                removed.undo();
                setRemoved(undefined);
              }}
              onGone={() => setRemoved(undefined)}
            />
          )}
          <CompareComposer
            state={state}
            wanted={linked?.prompt ?? ""}
            inputRef={inputRef}
            optionsOpen={scope !== undefined}
            onOptions={() => setScope((known) => (known ? undefined : "all"))}
            onSent={() => setNote("")}
          />
        </div>
      </ThinkingFoldContext>
      {scope && <ColumnOptions state={state} scope={scope} onClose={() => setScope(undefined)} />}
      {dialog && (
        <CompareDialogs state={state} dialog={dialog} onClose={() => setDialog(undefined)} onNote={setNote} />
      )}
    </div>
  );
}
