"use client";

import { AudioLines, FolderOpen } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { useRecorder } from "@/components/shared/recorder/use-recorder";
import { SendForm } from "@/components/shared/send-form";
import { useFilePicker } from "@/components/shared/use-file-picker";
import { useFilesFromOutside } from "@/components/shared/use-files-from-outside";
import { Button } from "@/components/ui/button";
import { mostRecordedSeconds } from "@/lib/transcription/limits";
import { ModelRows } from "./model-rows";
import { RecordPart } from "./record-part";
import { StagedRecordings } from "./staged-recordings";
import type { TranscriptionForm as Form } from "./use-transcription-form";

type TranscriptionFormProps = { form: Form; sending: boolean; onSend: () => void };

/** Where recordings are chosen or made, and who writes them down. */
export function TranscriptionForm({ form, sending, onSend }: TranscriptionFormProps) {
  const t = useTranslations("transcription");
  const recorder = useRecorder({ purpose: "transcription", maxSeconds: mostRecordedSeconds });
  const [recorded, setRecorded] = useState<string>();
  const [dragging, setDragging] = useState(false);
  const add = (files: readonly File[]) => void form.addFiles(files);
  useFilesFromOutside(true, setDragging, add);
  const { input, choose } = useFilePicker({
    label: t("choose"),
    accept: "audio/*,video/mp4,video/webm,.m4a,.mp3,.wav,.ogg,.opus,.flac",
    multiple: true,
    onFiles: add,
  });
  const busy = ["asking", "recording", "paused", "finishing"].includes(recorder.state.step);
  return (
    <SendForm
      label={t("ask")}
      dragging={dragging}
      blocked={form.blocked}
      sending={sending}
      onSend={onSend}
      size={<Size form={form} />}
      hint={<p className="text-xs text-ink-faint max-md:hidden">{t(dragging ? "dropHere" : "dropHint")}</p>}
      send={
        <>
          <AudioLines size={17} aria-hidden /> {t(form.free ? "sendFree" : "send")}
        </>
      }
    >
      <ModelRows form={form} />
      <div className="grid gap-2 px-3 pt-2">
        <RecordPart
          recorder={recorder}
          onRecorded={async (file, name, seconds) => {
            setRecorded(name);
            return form.addRecording(file, name, seconds);
          }}
        >
          {input}
          <Button onClick={choose}>
            <FolderOpen size={16} aria-hidden /> {t("choose")}
          </Button>
        </RecordPart>
      </div>
      <StagedRecordings
        form={form}
        recorded={busy ? undefined : recorded}
        onRecordAgain={(id) => {
          form.remove(id);
          recorder.start();
        }}
      />
    </SendForm>
  );
}

/** How much is sent, before it is. */
function Size({ form: { staged, requests } }: { form: Form }) {
  const t = useTranslations("transcription");
  if (staged.length === 0) return null;
  return [t("files", { count: staged.length }), requests > 1 && t("requests", { count: requests })]
    .filter(Boolean)
    .join(" · ");
}
