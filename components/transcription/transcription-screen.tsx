"use client";

import dynamic from "next/dynamic";
import { useTranslations } from "use-intl";
import { AskedModel } from "@/components/shared/asked-model";
import { CreationOverlays, PageError } from "@/components/shared/creations/lazy-parts";
import { whenOnline } from "@/lib/ui/when-online";
import { TranscriptionForm } from "./transcription-form";
import { useTranscriptionForm } from "./use-transcription-form";
import { useTranscriptionPage } from "./use-transcription-page";

/** What comes from this browser's storage, and what opens when it is asked for, may come after the page's own code. */
const TranscriptFeed = dynamic(
  () => whenOnline(async () => (await import("./transcript-feed")).TranscriptFeed),
  { ssr: false, loading: () => <div className="grow" /> },
);

/** The page for transcripts: what is to be written down at the top, what was written down under it. */
export function TranscriptionScreen() {
  const t = useTranslations("transcription");
  const form = useTranscriptionForm();
  const { page, feed, sending, failed, send } = useTranscriptionPage(form);
  const { error } = form.list;
  return (
    <div className="relative flex h-full min-w-0 flex-col">
      <h1 className="flex h-12 shrink-0 items-center px-4 text-sm font-semibold max-lg:ps-14">
        {t("title")}
      </h1>
      {error && <PageError error={error} />}
      <AskedModel
        page="transcription"
        models={form.list.data?.models.map(({ id }) => id)}
        onChoose={form.chooseOnly}
      />
      <TranscriptionForm form={form} sending={sending} onSend={send} />
      {failed && (
        <p role="alert" className="mx-auto w-full max-w-6xl px-4 pt-2 text-sm text-danger">
          {t("notSentNow")}
        </p>
      )}
      <div className="flex min-h-0 grow flex-col">
        <TranscriptFeed feed={feed} onFiles={form.addFiles} />
      </div>
      <CreationOverlays page={page} />
    </div>
  );
}
