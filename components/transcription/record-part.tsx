"use client";

import { type ReactNode, useEffect, useRef } from "react";
import { useFormatter, useTranslations } from "use-intl";
import { KeptRecordings } from "@/components/shared/recorder/kept-recordings";
import { RecorderPanel } from "@/components/shared/recorder/recorder-panel";
import { RecordingNote } from "@/components/shared/recorder/recording-note";
import type { Recorder } from "@/components/shared/recorder/use-recorder";
import { removeRecording } from "@/lib/recording/recording-store";

type RecordPartProps = {
  recorder: Recorder;
  /** Takes a recording into the form; false when it cannot be sent. */
  onRecorded: (file: Blob, name: string, seconds: number) => Promise<boolean>;
  children: ReactNode;
};

/** Records, and hands what was recorded to the form, which keeps it from then on. */
export function RecordPart({ recorder, onRecorded, children }: RecordPartProps) {
  const t = useTranslations("transcription");
  const format = useFormatter();
  const taken = useRef<string>(undefined);
  const { state } = recorder;
  const nameAt = (moment: number) =>
    t("recordingName", { when: format.dateTime(moment, { dateStyle: "short", timeStyle: "medium" }) });
  const recording = state.step === "done" ? state.recording : undefined;
  const take = async (id: string, file: Blob, name: string, seconds: number) => {
    if (await onRecorded(file, name, seconds)) await removeRecording(id);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: each recording is handed over once
  useEffect(() => {
    if (!recording || taken.current === recording.id) return;
    taken.current = recording.id;
    const { file, seconds, id } = recording;
    void take(id, file, nameAt(Date.now()), seconds);
  }, [recording]);
  return (
    <div className="grid gap-2">
      <RecorderPanel recorder={recorder}>{children}</RecorderPanel>
      {recording && <RecordingNote recording={recording} />}
      <KeptRecordings
        purpose="transcription"
        onUse={(file, { id, createdAt, seconds }) => void take(id, file, nameAt(createdAt), seconds)}
      />
    </div>
  );
}
