"use client";

import dynamic from "next/dynamic";
import { useEffect, useRef } from "react";
import { useTranslations } from "use-intl";
import { AskedModel } from "@/components/shared/asked-model";
import { CreationOverlays, PageError } from "@/components/shared/creations/lazy-parts";
import { useGuidedStart } from "@/components/shared/use-guided-start";
import { whenOnline } from "@/lib/ui/when-online";
import { SpeechForm } from "./speech-form";
import { useSpeechForm } from "./use-speech-form";
import { useSpeechPage } from "./use-speech-page";
import { SpeechSettingsProvider } from "./use-speech-settings";

/** What comes from this browser's storage, and what opens when it is asked for, may come after the page's own code. */
const SpeechFeed = dynamic(() => whenOnline(async () => (await import("./speech-feed")).SpeechFeed), {
  ssr: false,
  loading: () => <div className="grow" />,
});

/** The page for speech: what is to be said at the top, what was spoken under it. */
export function SpeechScreen() {
  return (
    <SpeechSettingsProvider>
      <SpeechWork />
    </SpeechSettingsProvider>
  );
}

function SpeechWork() {
  const t = useTranslations("speech");
  const form = useSpeechForm();
  const inputRef = useRef<HTMLTextAreaElement>(null);
  const { page, feed, sending, failed, refusal, send, sendBlind, run } = useSpeechPage(form, inputRef);
  useEffect(() => {
    if (!matchMedia("(pointer: coarse)").matches) inputRef.current?.focus();
  }, []);
  useGuidedStart("speech", form.takes.length > 0, () => void run(t("example1Text")));
  const { error } = form.list;
  return (
    <div className="relative flex h-full min-w-0 flex-col">
      <h1 className="flex h-12 shrink-0 items-center px-4 text-sm font-semibold max-lg:ps-14">
        {t("title")}
      </h1>
      {error && <PageError error={error} />}
      <AskedModel
        page="speech"
        models={form.list.data?.models.map(({ id }) => id)}
        onChoose={form.chooseOnly}
      />
      <SpeechForm
        form={form}
        inputRef={inputRef}
        sending={sending}
        onSend={() => void send()}
        onSendBlind={() => void sendBlind()}
      />
      {refusal && <PageError error={refusal} />}
      {failed && (
        <p role="alert" className="mx-auto w-full max-w-6xl px-4 pt-2 text-sm text-danger">
          {t("notSentNow")}
        </p>
      )}
      <div className="flex min-h-0 grow flex-col">
        <SpeechFeed feed={feed} form={form} onRun={(text) => void run(text)} />
      </div>
      <CreationOverlays page={page} />
    </div>
  );
}
