"use client";

import { AudioLines, FolderOpen } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { useRecorder } from "@/components/shared/recorder/use-recorder";
import { useFilePicker } from "@/components/shared/use-file-picker";
import { useFilesFromOutside } from "@/components/shared/use-files-from-outside";
import { Button } from "@/components/ui/button";
import { mostRecordedSeconds } from "@/lib/transcription/limits";
import { cn } from "@/lib/ui/cn";
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
  const [tried, setTried] = useState(false);
  const { blocked } = form;
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
    <form
      aria-label={t("ask")}
      className="mx-auto w-full max-w-6xl shrink-0 overscroll-contain px-3 pt-2 max-h-[60dvh] overflow-y-auto sm:px-4"
      onSubmit={(event) => {
        event.preventDefault();
        setTried(blocked !== undefined);
        if (!blocked) onSend();
      }}
    >
      <div
        className={cn(
          "rounded-card border border-line bg-surface shadow-sm focus-within:border-accent",
          dragging && "border-accent border-dashed bg-accent-soft",
        )}
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
        <div className="bottom-0 z-1 flex flex-wrap items-center gap-x-2 gap-y-1.5 rounded-b-card bg-surface px-3 pt-2 pb-2 sticky">
          <p className="text-xs text-ink-faint max-md:hidden">{t(dragging ? "dropHere" : "dropHint")}</p>
          <p role="status" className="min-w-0 grow text-end text-xs text-ink-faint tabular-nums">
            {tried && blocked ? <span className="text-warning">{blocked}</span> : <Size form={form} />}
          </p>
          <Button
            variant="solid"
            type="submit"
            className="ms-auto"
            aria-disabled={blocked !== undefined || sending}
          >
            <AudioLines size={17} aria-hidden /> {t(form.free ? "sendFree" : "send")}
          </Button>
        </div>
      </div>
    </form>
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
