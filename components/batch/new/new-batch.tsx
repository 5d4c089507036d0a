"use client";

import { Layers } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { AskedModel } from "@/components/shared/asked-model";
import { ErrorNotice } from "@/components/shared/error-notice";
import type { Folding } from "@/components/shared/folding-form";
import { SendForm } from "@/components/shared/send-form";
import { useFilesFromOutside } from "@/components/shared/use-files-from-outside";
import type { CreationRecord } from "@/lib/history/creation-record";
import { formatBytes } from "@/lib/ui/format";
import { CheckPart } from "./check-part";
import { EstimatePart } from "./estimate-part";
import { SendProgressLine } from "./send-progress";
import { SettingsPart } from "./settings-part";
import { SourcePart } from "./source-part";
import { TablePart } from "./table-part";
import { type NewBatchState, useNewBatch } from "./use-new-batch";

type NewBatchProps = {
  folding: Folding;
  sendRecords: (records: readonly CreationRecord[]) => Promise<boolean>;
};

/** The form for a batch: a file or a table, what is wrong with it, what it costs, and how it is sent. */
export function NewBatch({ folding, sendRecords }: NewBatchProps) {
  const t = useTranslations("batch.new");
  const form = useNewBatch(sendRecords);
  const [dragging, setDragging] = useState(false);
  const { source, sending, blocked, given, draft } = form;
  const busy = sending.progress !== undefined;
  useFilesFromOutside(!busy, setDragging, (files) => {
    folding.setOpen(true);
    void source.takeFirst(files);
  });
  const send = async () => {
    if (await form.send()) folding.setOpen(false); // there is something to look at now
  };
  if (!draft.read) return null;
  return (
    <SendForm
      label={t("label")}
      dragging={dragging}
      blocked={blocked && t(`blocked.${blocked}`)}
      sending={busy}
      onSend={() => void send()}
      size={<Size form={form} />}
      hint={<Sending form={form} />}
      send={
        <>
          <Layers size={17} aria-hidden /> {t(draft.draft.settings.mode === "now" ? "sendNow" : "send")}
        </>
      }
    >
      {/* What is on its way is not changed any more. */}
      <div inert={busy}>
        <AskedModel
          models={form.list.data?.models.map(({ id }) => id)}
          onChoose={(id) => draft.setTable({ models: [id] })}
        />
        <SourcePart form={form} />
        {!given && draft.draft.table.models.length > 0 && (
          <p role="status" className="px-3 pt-2 text-xs text-ink-muted wrap-anywhere">
            {t("tableModels", { models: draft.draft.table.models.join(", ") })}
          </p>
        )}
        {given?.kind === "table" && <TablePart form={form} given={given} />}
        {given && (
          <>
            <CheckPart form={form} />
            <EstimatePart form={form} />
            <SettingsPart form={form} />
          </>
        )}
      </div>
    </SendForm>
  );
}

/** How far it is on its way, or why it is not: beside the button, so that it is always in sight. */
function Sending({ form: { sending, given } }: { form: NewBatchState }) {
  const t = useTranslations("batch.new.failed");
  const { progress, failure, cancel } = sending;
  if (progress) return <SendProgressLine name={given?.name ?? ""} progress={progress} onCancel={cancel} />;
  if (failure === undefined) return null;
  return (
    <div className="min-w-0 basis-full">
      {typeof failure === "object" ? (
        <ErrorNotice error={failure} />
      ) : (
        <p role="alert" className="text-sm text-danger">
          {t(failure)}
        </p>
      )}
    </div>
  );
}

/** How much is sent, before it is. */
function Size({ form: { known, pieces = known?.candidates.length ?? 1 } }: { form: NewBatchState }) {
  const t = useTranslations("batch.new");
  if (!known) return null;
  const { reports, candidates } = known;
  return t("size", {
    requests: reports.reduce((sum, { requests }) => sum + requests.length, 0),
    size: formatBytes(candidates.reduce((sum, { blob }) => sum + blob.size, 0)),
    files: pieces,
  });
}
