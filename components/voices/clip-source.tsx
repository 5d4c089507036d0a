"use client";

import { FolderOpen } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { KeptRecordings } from "@/components/shared/recorder/kept-recordings";
import { RecorderPanel } from "@/components/shared/recorder/recorder-panel";
import { RecordingNote } from "@/components/shared/recorder/recording-note";
import { useHandOver } from "@/components/shared/recorder/use-hand-over";
import { useRecorder } from "@/components/shared/recorder/use-recorder";
import { useFilePicker } from "@/components/shared/use-file-picker";
import { useFilesFromOutside } from "@/components/shared/use-files-from-outside";
import { Button } from "@/components/ui/button";
import { removeRecording } from "@/lib/recording/recording-store";
import { mostClipSeconds } from "@/lib/voices/clip-check";
import type { VoiceMakerState } from "./use-voice-maker";

/** What is recorded is called so. */
const recordedName = "my-voice";

/** Where the recording comes from: a file, or the microphone with something to read aloud. */
export function ClipSource({ maker, onTaken }: { maker: VoiceMakerState; onTaken: () => void }) {
  const t = useTranslations("voices");
  const [dragging, setDragging] = useState(false);
  const { adding, problem, opened } = maker;
  const add = async (file: Blob, name: string): Promise<boolean> => {
    const taken = await maker.add(file, name);
    if (taken) onTaken();
    return taken;
  };
  const addFirst = ([file]: readonly File[]) => void (file && add(file, file.name));
  useFilesFromOutside(true, setDragging, addFirst);
  const { input, choose } = useFilePicker({
    label: t("choose"),
    accept: "audio/*,video/webm,video/mp4",
    onFiles: addFirst,
  });
  // A browser's recorder may go on for a moment; the whole has to stay under the limit.
  const recorder = useRecorder({ purpose: "voice", maxSeconds: mostClipSeconds - 1 });
  const { recording, left, again } = useHandOver(recorder, ({ file }) => add(file, recordedName));
  const said = problem ?? (opened.step === "problem" ? opened.problem : undefined);
  return (
    <div className="grid grid-cols-1 gap-3">
      <div className="grid grid-cols-1 gap-3 md:grid-cols-2">
        <div
          className={`grid content-start gap-2 rounded-lg border border-dashed p-3 ${dragging ? "border-accent bg-accent-soft" : "border-line"}`}
        >
          {input}
          <Button className="justify-self-start" onClick={choose}>
            <FolderOpen size={16} aria-hidden /> {t("choose")}
          </Button>
          <p className="text-sm text-ink-muted">{t(dragging ? "dropNow" : "dropHint")}</p>
        </div>
        <div className="grid grid-cols-1 content-start gap-2 rounded-lg border border-line p-3">
          <RecorderPanel recorder={recorder} />
          {recording && <RecordingNote recording={recording} />}
          <p className="text-xs text-ink-muted">{t("recordHint")}</p>
          <blockquote className="border-s-2 border-accent ps-3 text-base">{t("recordScript")}</blockquote>
        </div>
      </div>
      <KeptRecordings
        purpose="voice"
        left={{ recording: left, onUse: again, onThrowAway: () => void recorder.discard() }}
        onUse={async (file, { id }) => {
          if (await add(file, recordedName)) await removeRecording(id);
        }}
      />
      <p role="status" className="text-sm text-ink-muted empty:hidden">
        {adding && t("reading")}
      </p>
      {said && (
        <p role="alert" className="text-sm text-danger">
          {t(`problem.${said}`)}
        </p>
      )}
    </div>
  );
}
