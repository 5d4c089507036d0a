"use client";

import { useTranslations } from "use-intl";
import { CreationFeed } from "@/components/shared/creations/creation-feed";
import { EmptyTranscription } from "./empty-transcription";
import { TranscriptCard } from "./transcript-card";
import type { TranscriptActions } from "./use-transcription-page";

type TranscriptFeedProps = { feed: TranscriptActions; onFiles: (files: readonly File[]) => Promise<void> };

/** Every recording that was written down, the newest first. */
export function TranscriptFeed({ feed, onFiles }: TranscriptFeedProps) {
  const t = useTranslations("transcription");
  return (
    <CreationFeed
      kind="transcription"
      label={t("feed")}
      actions={feed.actions}
      card={(group) => <TranscriptCard {...group} feed={feed} />}
      empty={<EmptyTranscription onFiles={onFiles} />}
      failed={<p className="px-4 py-8 text-center text-danger">{t("loadFailed")}</p>}
    />
  );
}
