"use client";

import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { Dialog } from "@/components/shared/dialog";
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
  return (
    <Dialog title={title} onClose={onClose} width={wide ? "wide" : "medium"}>
      <div className="max-h-[calc(100dvh-6rem)] overflow-y-auto p-4 text-sm">{children}</div>
    </Dialog>
  );
}
