"use client";

import { Braces, Trash2 } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { AgainButton } from "@/components/shared/creations/again-button";
import { Button, IconButton } from "@/components/ui/button";
import { Modal } from "@/components/ui/modal";
import { isGoing, phaseOf } from "@/lib/batches/phase";
import { jobOf } from "@/lib/creations/look-again";
import type { CreationRecord } from "@/lib/history/creation-record";
import type { BatchActions } from "./use-batch-actions";

type BatchButtonsProps = {
  record: CreationRecord;
  actions: BatchActions;
  /** The form is on another page, and can be given its file. */
  apart?: boolean;
};

/** What can be done with a batch, as it stands. */
export function BatchButtons({ record, actions, apart = false }: BatchButtonsProps) {
  const t = useTranslations("batch.one");
  const words = useTranslations("errors");
  const phase = phaseOf(record);
  const { runId, output, inputs, batch } = record;
  const going = isGoing(phase);
  const failure = actions.failureOf(record.id);
  const nothingCame = phase === "failed" || phase === "never";
  return (
    <div className="flex flex-wrap items-center gap-2">
      {going && <EndButton record={record} actions={actions} />}
      {phase === "lost" && (
        <Button size="small" onClick={() => actions.onLookAgain(record)}>
          {t("lookAgain")}
        </Button>
      )}
      {nothingCame && inputs.length > 0 && batch?.mode !== "elsewhere" && (
        <AgainButton
          mayBeDone={output.error?.code === "outcome-unknown"}
          label={t("again")}
          onAgain={() => actions.onAgain(record)}
        />
      )}
      {apart && nothingCame && inputs.length > 0 && (
        <Button size="small" onClick={() => actions.onChange(record)}>
          {t("change")}
        </Button>
      )}
      {runId && (
        <IconButton size="icon-small" label={t("inspect")} onClick={() => actions.onInspect(runId)}>
          <Braces size={15} />
        </IconButton>
      )}
      {!going && (
        <IconButton size="icon-small" label={t("delete")} onClick={() => actions.onDelete(record)}>
          <Trash2 size={15} />
        </IconButton>
      )}
      {failure && (
        <p role="alert" className="basis-full text-xs text-danger">
          {failure.tried === "cancel"
            ? t("cancelFailed", { reason: words(`${failure.error.code}.title`) })
            : t(`changeFailed.${failure.why}`)}
        </p>
      )}
    </div>
  );
}

/** Ends what goes on: SiliconFlow is asked to, where it has it. */
function EndButton({ record, actions }: BatchButtonsProps) {
  const t = useTranslations("batch.one");
  const [asking, setAsking] = useState(false);
  const phase = phaseOf(record);
  if (phase === "cancelling" || phase === "saving" || phase === "finalizing") return null;
  const atSiliconFlow = record.batch?.mode !== "now" && jobOf(record) !== undefined && record.runId;
  if (!atSiliconFlow)
    return (
      <Button size="small" onClick={() => actions.onStop(record)}>
        {t(record.runId && record.batch?.mode === "now" ? "stop" : "takeBack")}
      </Button>
    );
  return (
    <>
      <Button
        size="small"
        aria-haspopup="dialog"
        disabled={actions.cancelling(record.id)}
        onClick={() => setAsking(true)}
      >
        {t("cancel")}
      </Button>
      {asking && (
        <Modal label={t("cancelTitle")} onClose={() => setAsking(false)} width="content">
          <div className="max-w-md p-4">
            <h2 className="font-semibold">{t("cancelTitle")}</h2>
            <p className="mt-1 text-sm text-ink-muted">{t("cancelHint")}</p>
            <div className="mt-4 flex flex-wrap justify-end gap-2">
              <Button onClick={() => setAsking(false)}>{t("keep")}</Button>
              <Button
                variant="warning"
                onClick={() => {
                  setAsking(false);
                  actions.onCancel(record);
                }}
              >
                {t("cancel")}
              </Button>
            </div>
          </div>
        </Modal>
      )}
    </>
  );
}
