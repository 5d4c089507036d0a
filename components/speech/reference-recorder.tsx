"use client";

import { useEffect, useRef } from "react";
import { useTranslations } from "use-intl";
import { KeptRecordings } from "@/components/shared/recorder/kept-recordings";
import { RecorderPanel } from "@/components/shared/recorder/recorder-panel";
import { RecordingNote } from "@/components/shared/recorder/recording-note";
import { useRecorder } from "@/components/shared/recorder/use-recorder";
import { mostReferenceSeconds } from "./use-reference";

/** `onRecorded` tells whether the recording is kept with the draft: until then it stays stored by itself. */
type ReferenceRecorderProps = { onRecorded: (file: File) => Promise<boolean> };

/** Records the voice to speak like, here and now. */
export function ReferenceRecorder({ onRecorded }: ReferenceRecorderProps) {
  const t = useTranslations("speech");
  // A browser's recorder may go on for a moment; the whole has to stay under the limit.
  const recorder = useRecorder({ purpose: "voice", maxSeconds: mostReferenceSeconds - 1 });
  const { state } = recorder;
  const done = state.step === "done" ? state.recording : undefined;
  const take = (file: Blob) => onRecorded(new File([file], t("recorded"), { type: file.type }));
  const latest = useRef({ take, discard: recorder.discard });
  latest.current = { take, discard: recorder.discard };
  useEffect(() => {
    if (!done) return;
    void latest.current.take(done.file).then((kept) => {
      if (kept) void latest.current.discard();
    });
  }, [done]);
  return (
    <div className="grid grid-cols-1 gap-2">
      <RecorderPanel recorder={recorder} />
      {done && <RecordingNote recording={done} />}
      <KeptRecordings
        purpose="voice"
        onUse={(file, { id }) => {
          void take(file).then(async (kept) => {
            if (kept) await (await import("@/lib/recording/recording-store")).removeRecording(id);
          });
        }}
      />
    </div>
  );
}
