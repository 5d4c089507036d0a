"use client";

import { ArrowUp, SlidersHorizontal, WandSparkles } from "lucide-react";
import dynamic from "next/dynamic";
import { type KeyboardEvent, type RefObject, useId, useState } from "react";
import { useTranslations } from "use-intl";
import { AddPicture, InputStrip, RefusedPictures } from "@/components/shared/creations/input-pictures";
import { DictateButton } from "@/components/shared/dictation/dictate-button";
import { useEarlyWords } from "@/components/shared/use-early-words";
import { useSendKey } from "@/components/shared/use-send-key";
import { Button } from "@/components/ui/button";
import { SegmentedChoice } from "@/components/ui/segmented-choice";
import { formatYuan } from "@/lib/ui/format";
import { whenOnline } from "@/lib/ui/when-online";
import { clipModes, priceOf } from "@/lib/video/wishes";
import { ModelChoice } from "./model-choice";
import { SizeChoice } from "./size-choice";
import type { VideoForm } from "./use-video-form";

const ImprovePrompt = dynamic(
  () => whenOnline(async () => (await import("@/components/shared/creations/improve-prompt")).ImprovePrompt),
  { ssr: false },
);
const MoreOptions = dynamic(() => whenOnline(async () => (await import("./more-options")).MoreOptions), {
  ssr: false,
});
const PicturePlace = dynamic(() => whenOnline(async () => (await import("./picture-place")).PicturePlace), {
  ssr: false,
  loading: () => <div className="mx-2 mt-2 h-24" />,
});

type PromptBoxProps = {
  form: VideoForm;
  inputRef: RefObject<HTMLTextAreaElement | null>;
  sending: boolean;
  onSend: () => void;
  onReplace: (text: string) => void;
};

/** Where a clip is described. Enter makes it, Shift+Enter breaks the line, and neither while an input method composes. */
export function PromptBox({ form, inputRef, sending, onSend, onReplace }: PromptBoxProps) {
  const t = useTranslations("video");
  const hintId = useId();
  const [tried, setTried] = useState(false);
  const [improving, setImproving] = useState(false);
  const { draft, blocked, settings, inputs } = form;
  const withPicture = settings.mode === "picture";
  const sendKey = useSendKey();
  useEarlyWords(inputRef, draft.text, (text) => draft.change({ text }));
  const send = () => {
    setTried(blocked !== undefined);
    if (!blocked && !sending) onSend();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (!sendKey.sends(event)) return;
    event.preventDefault();
    send();
  };
  return (
    <form
      aria-label={t("ask")}
      className="mx-auto w-full max-w-6xl shrink-0 overscroll-contain px-3 pt-2 max-md:max-h-[55dvh] max-md:overflow-y-auto sm:px-4"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <div className="mb-2 empty:hidden">
        <RefusedPictures inputs={inputs} />
      </div>
      <div className="rounded-card border border-line bg-surface shadow-sm focus-within:border-accent">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5 px-3 pt-2">
          <SegmentedChoice
            label={t("mode")}
            value={settings.mode}
            options={clipModes.map((value) => ({ value, label: t(`modes.${value}`) }))}
            onChange={form.setMode}
          />
          <ModelChoice form={form} />
        </div>
        {withPicture && (
          <>
            <InputStrip inputs={inputs} />
            {inputs.pictures.length + inputs.pending.length === 0 && <PicturePlace inputs={inputs} />}
          </>
        )}
        <textarea
          ref={inputRef}
          dir="auto"
          rows={2}
          aria-label={t("prompt")}
          aria-describedby={hintId}
          placeholder={t(withPicture ? "placeholderPicture" : "placeholder")}
          value={draft.text}
          onChange={(event) => {
            setTried(false);
            draft.change({ text: event.target.value });
          }}
          onKeyDown={onKeyDown}
          className="field-sizing-content block max-h-[30dvh] min-h-16 w-full resize-none bg-transparent px-4 pt-2 text-base outline-none placeholder:text-ink-faint"
        />
        <div className="flex flex-wrap items-center gap-x-2 gap-y-1.5 px-2 pb-2">
          <AddPicture multiple={false} onFiles={(files) => void inputs.addFiles(files)} />
          <DictateButton boxRef={inputRef} />
          <Button
            variant="toggle"
            shape="pill"
            size="small"
            aria-pressed={improving}
            disabled={draft.text.trim() === ""}
            aria-label={t("improve")}
            title={t("improve")}
            onClick={() => setImproving(!improving)}
          >
            <WandSparkles size={15} aria-hidden /> <span className="max-md:hidden">{t("improve")}</span>
          </Button>
          <Button
            variant="toggle"
            shape="pill"
            size="small"
            aria-pressed={settings.moreOpen}
            aria-label={t("more")}
            title={t("more")}
            onClick={() => settings.set({ moreOpen: !settings.moreOpen })}
          >
            <SlidersHorizontal size={15} aria-hidden />
          </Button>
          <SizeChoice form={form} />
          <p id={hintId} role="status" className="ms-auto min-w-0 text-end text-xs text-ink-faint">
            {tried && blocked ? <span className="text-warning">{blocked}</span> : <Cost form={form} />}
          </p>
          <MakeButton form={form} disabled={blocked !== undefined || sending} />
        </div>
        {settings.moreOpen && form.model && <MoreOptions form={form} model={form.model} />}
      </div>
      {improving && (
        <ImprovePrompt
          kind="video"
          prompt={draft.text}
          onUse={(text) => {
            onReplace(text);
            setImproving(false);
            inputRef.current?.focus();
          }}
          onClose={() => setImproving(false)}
        />
      )}
    </form>
  );
}

/** What pressing the button costs, in a sentence. */
function Cost({ form: { model } }: { form: VideoForm }) {
  const t = useTranslations("video");
  if (!model) return null;
  const price = priceOf(model);
  if (price === null) return t("costsUnknown");
  return price === 0 ? t("costsNothing") : t("costs", { amount: formatYuan(price) });
}

function MakeButton({ form: { model }, disabled }: { form: VideoForm; disabled: boolean }) {
  const t = useTranslations("video");
  const { key } = useSendKey();
  const price = model ? priceOf(model) : null;
  return (
    <Button variant="solid" type="submit" aria-disabled={disabled} title={t(`hint-${key}`)}>
      <ArrowUp size={17} aria-hidden />
      {price === null ? t("make") : price === 0 ? t("makeFree") : t("makeFor", { amount: formatYuan(price) })}
    </Button>
  );
}
