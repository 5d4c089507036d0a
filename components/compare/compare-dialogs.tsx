"use client";

import { X } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { IconButton } from "@/components/ui/button";
import { Modal } from "@/components/ui/modal";
import { lastAnswers } from "@/lib/compare/answers";
import type { CompareDialog } from "./compare-toolbar";
import { DiffDialog } from "./diff-dialog";
import { SetsDialog } from "./sets-dialog";
import { ShareDialog } from "./share-dialog";
import { SummaryDialog } from "./summary-dialog";
import type { ComparisonState } from "./use-comparison";

type CompareDialogsProps = {
  state: ComparisonState;
  dialog: CompareDialog;
  onClose: () => void;
  onNote: (note: string) => void;
};

/** What the toolbar opens over the columns. */
export function CompareDialogs({ state, dialog, onClose, onNote }: CompareDialogsProps) {
  const t = useTranslations("compare");
  const answers = lastAnswers(state.comparison);
  return (
    <Frame title={t(dialog)} wide={dialog === "summary" || dialog === "diff"} onClose={onClose}>
      {dialog === "summary" && <SummaryDialog answers={answers} />}
      {dialog === "diff" && <DiffDialog answers={answers} />}
      {dialog === "sets" && <SetsDialog state={state} onClose={onClose} onNote={onNote} />}
      {dialog === "share" && <ShareDialog state={state} />}
    </Frame>
  );
}

type FrameProps = { title: string; wide: boolean; onClose: () => void; children: ReactNode };

function Frame({ title, wide, onClose, children }: FrameProps) {
  const t = useTranslations("compare");
  return (
    <Modal label={title} onClose={onClose} width={wide ? "wide" : "medium"}>
      <header className="flex items-center gap-2 border-b border-line py-2 pe-2 ps-4">
        <h2 className="min-w-0 grow truncate text-base font-semibold">{title}</h2>
        <IconButton label={t("close")} onClick={onClose}>
          <X size={18} />
        </IconButton>
      </header>
      <div className="max-h-[calc(100dvh-6rem)] overflow-y-auto p-4 text-sm">{children}</div>
    </Modal>
  );
}
