"use client";

import { useTranslations } from "use-intl";
import type { Recording } from "@/lib/recording/recorder";
import { lengthOf } from "./recorder-panel";

/** What should be known of a finished recording: that it ended by itself, or that nothing is in it. */
export function RecordingNote({ recording }: { recording: Recording }) {
  const t = useTranslations("recorder");
  const { endedBy, heard, seconds } = recording;
  const said = [
    endedBy === "limit" && t("endedByLimit", lengthOf(seconds)),
    endedBy === "microphone" && t("endedByMicrophone"),
    heard === false && t("nothingHeard"),
  ].filter(Boolean);
  return (
    <p role="status" className="text-xs text-warning empty:hidden">
      {said.join(" ")}
    </p>
  );
}
