"use client";

import type { ReactNode } from "react";
import { useFormatter, useTranslations } from "use-intl";
import { KeptRecordings } from "@/components/shared/recorder/kept-recordings";
import { RecorderPanel } from "@/components/shared/recorder/recorder-panel";
import { RecordingNote } from "@/components/shared/recorder/recording-note";
import { useHandOver } from "@/components/shared/recorder/use-hand-over";
import type { Recorder } from "@/components/shared/recorder/use-recorder";
import { removeRecording } from "@/lib/recording/recording-store";

type RecordPartProps = {
  recorder: Recorder;
  /** Takes a recording into the form; false when it cannot be sent. */
  onRecorded: (file: Blob, name: string, seconds: number) => Promise<boolean>;
  children: ReactNode;
};

/** What both a new recording and one of an earlier visit tell. */
type Recorded = { createdAt: number; seconds: number };

/** Records, and hands what was recorded to the form, which keeps it from then on. */
export function RecordPart({ recorder, onRecorded, children }: RecordPartProps) {
  const t = useTranslations("transcription");
  const format = useFormatter();
  const take = (file: Blob, { createdAt, seconds }: Recorded) => {
    const when = format.dateTime(createdAt, { dateStyle: "short", timeStyle: "medium" });
    return onRecorded(file, t("recordingName", { when }), seconds);
  };
  const { recording, left, again } = useHandOver(recorder, (made) => take(made.file, made));
  return (
    <div className="grid grid-cols-1 gap-2">
      <RecorderPanel recorder={recorder}>{children}</RecorderPanel>
      {recording && <RecordingNote recording={recording} />}
      <KeptRecordings
        purpose="transcription"
        left={{ recording: left, onUse: again, onThrowAway: () => void recorder.discard() }}
        onUse={async (file, record) => {
          if (await take(file, record)) await removeRecording(record.id);
        }}
      />
    </div>
  );
}
