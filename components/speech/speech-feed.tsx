"use client";

import { useTranslations } from "use-intl";
import { CreationFeed } from "@/components/shared/creations/creation-feed";
import { EmptySpeech } from "./empty-speech";
import { SpeechCard } from "./speech-card";
import type { SpeechFormState } from "./use-speech-form";
import type { SpeechFeedActions } from "./use-speech-page";

type SpeechFeedProps = {
  feed: SpeechFeedActions;
  form: SpeechFormState;
  onRun: (text: string) => void;
};

/** Every text that was spoken, the newest first. */
export function SpeechFeed({ feed, form, onRun }: SpeechFeedProps) {
  const t = useTranslations("speech");
  return (
    <CreationFeed
      kind="speech"
      label={t("feed")}
      actions={feed.actions}
      card={(group) => <SpeechCard {...group} feed={feed} own={form.own.data?.voices ?? []} />}
      empty={<EmptySpeech form={form} onRun={onRun} />}
      failed={<p className="px-4 py-8 text-center text-danger">{t("loadFailed")}</p>}
    />
  );
}
