"use client";

import dynamic from "next/dynamic";
import { useEffect, useRef } from "react";
import { useTranslations } from "use-intl";
import { AskedModel } from "@/components/shared/asked-model";
import { CreationOverlays, PageError, PictureDropZone } from "@/components/shared/creations/lazy-parts";
import { useKeptFocus } from "@/components/ui/use-kept-focus";
import { whenOnline } from "@/lib/ui/when-online";
import { PromptBox } from "./prompt-box";
import { useClipPage } from "./use-clip-page";
import { useVideoForm } from "./use-video-form";
import { VideoSettingsProvider } from "./use-video-settings";

/** What comes from this browser's storage, and what opens when it is asked for, may come after the page's own code. */
const ClipFeed = dynamic(() => whenOnline(async () => (await import("./clip-feed")).ClipFeed), {
  ssr: false,
  loading: () => <div className="grow" />,
});

/** The page for clips: what is asked at the top, what is being made and was made under it. */
export function VideoScreen() {
  return (
    <VideoSettingsProvider>
      <VideoWork />
    </VideoSettingsProvider>
  );
}

function VideoWork() {
  const t = useTranslations("video");
  const form = useVideoForm();
  const areaRef = useRef<HTMLDivElement>(null);
  const inputRef = useRef<HTMLTextAreaElement>(null);
  useKeptFocus(areaRef, inputRef);
  const { page, actions, sending, send, replace, problem } = useClipPage(form, inputRef);
  useEffect(() => {
    if (!matchMedia("(pointer: coarse)").matches) inputRef.current?.focus();
  }, []);
  const pick = (text: string) => {
    form.draft.change({ text });
    form.setMode("text");
    inputRef.current?.focus();
  };
  const { error } = form.list;
  return (
    <div ref={areaRef} className="relative flex h-full min-w-0 flex-col">
      <h1 className="flex h-12 shrink-0 items-center px-4 text-sm font-semibold max-lg:ps-14">
        {t("title")}
      </h1>
      {error && <PageError error={error} />}
      <AskedModel page="video" models={form.list.data?.models.map(({ id }) => id)} onChoose={form.askFor} />
      <PromptBox
        form={form}
        inputRef={inputRef}
        sending={sending}
        onSend={() => void send()}
        onReplace={replace}
      />
      {problem && (
        <p role="alert" className="mx-auto w-full max-w-6xl px-4 pt-2 text-sm text-danger">
          {problem}
        </p>
      )}
      <div className="flex min-h-0 grow flex-col">
        <ClipFeed actions={actions} onPick={pick} />
      </div>
      <CreationOverlays page={page} />
      {form.inputs.dragging && <PictureDropZone hint={t("pictureHint")} />}
    </div>
  );
}
