"use client";

import { ArrowUp, Scale, SlidersHorizontal, WandSparkles } from "lucide-react";
import dynamic from "next/dynamic";
import { type KeyboardEvent, type RefObject, useId, useState } from "react";
import { useTranslations } from "use-intl";
import { AddPicture, InputStrip } from "@/components/shared/creations/input-pictures";
import { DictateButton } from "@/components/shared/dictation/dictate-button";
import { useEarlyWords } from "@/components/shared/use-early-words";
import { useSendKey } from "@/components/shared/use-send-key";
import { Button } from "@/components/ui/button";
import { formatYuan } from "@/lib/ui/format";
import { whenOnline } from "@/lib/ui/when-online";
import { InputNotices } from "./input-notices";
import { ModelChoice } from "./model-choice";
import type { ImageForm } from "./use-image-form";

const ImprovePrompt = dynamic(
  () => whenOnline(async () => (await import("@/components/shared/creations/improve-prompt")).ImprovePrompt),
  { ssr: false },
);

type PromptBoxProps = {
  form: ImageForm;
  inputRef: RefObject<HTMLTextAreaElement | null>;
  sending: boolean;
  onSend: () => void;
  onSendBlind: () => void;
  /** Puts other words in the place of those that were written. */
  onReplace: (text: string) => void;
};

/** Where a picture is described. Enter makes it, Shift+Enter breaks the line, and neither while an input method composes. */
export function PromptBox({ form, inputRef, sending, onSend, onSendBlind, onReplace }: PromptBoxProps) {
  const t = useTranslations("image");
  const hintId = useId();
  const [tried, setTried] = useState(false);
  const [improving, setImproving] = useState(false);
  const { draft, blocked, settings, pictures } = form;
  const unlessBlocked = (act: () => void) => {
    setTried(blocked !== undefined);
    if (!blocked && !sending) act();
  };
  const sendKey = useSendKey();
  useEarlyWords(inputRef, draft.text, (text) => draft.change({ text }));
  const send = () => unlessBlocked(onSend);
  const onKeyDown = (event: KeyboardEvent) => {
    if (!sendKey.sends(event)) return;
    event.preventDefault();
    send();
  };
  const characters = Array.from(draft.text).length;
  const reason = tried ? blocked : undefined;
  return (
    <form
      className="relative mx-auto max-h-[85%] w-full max-w-6xl shrink-0 overflow-y-auto overscroll-contain px-3 py-1 sm:px-4"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <InputNotices form={form} />
      <div className="rounded-card border border-line bg-surface shadow-sm focus-within:border-accent">
        <div className="px-2 pt-2">
          <ModelChoice form={form} />
        </div>
        <InputStrip inputs={form.inputs} />
        <textarea
          ref={inputRef}
          dir="auto"
          rows={2}
          aria-label={t("prompt")}
          aria-describedby={hintId}
          placeholder={t(pictures.length > 0 ? "placeholderEdit" : "placeholder")}
          value={draft.text}
          onChange={(event) => {
            setTried(false);
            draft.change({ text: event.target.value });
          }}
          onKeyDown={onKeyDown}
          className="field-sizing-content block max-h-[30dvh] min-h-16 w-full resize-none bg-transparent px-4 pt-2 text-base outline-none placeholder:text-ink-faint"
        />
        <div className="flex items-center gap-1 px-2 pb-2">
          <AddPicture multiple onFiles={(files) => void form.inputs.addFiles(files)} />
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
          <OptionsButton settings={settings} />
          {form.chosen.length > 1 && (
            <Button
              variant="ghost"
              shape="pill"
              size="small"
              disabled={form.candidates.length < 2}
              aria-label={t("blind")}
              title={t(form.candidates.length < 2 ? "blindNeeds" : "blindTitle")}
              onClick={() => unlessBlocked(onSendBlind)}
            >
              <Scale size={15} aria-hidden /> <span className="max-md:hidden">{t("blind")}</span>
            </Button>
          )}
          <p id={hintId} role="status" className="min-w-0 grow truncate text-end text-xs text-ink-faint">
            {reason ? <span className="text-warning">{reason}</span> : <PriceLine form={form} />}
            {characters > 0 && !reason && (
              <span className="ms-2.5 tabular-nums max-sm:hidden">
                {t("characters", { count: characters })}
              </span>
            )}
          </p>
          <Button
            variant="solid"
            type="submit"
            aria-disabled={blocked !== undefined || sending}
            title={t(`hint-${sendKey.key}`)}
          >
            <ArrowUp size={17} aria-hidden /> {t("generate")}
          </Button>
        </div>
      </div>
      {improving && (
        <ImprovePrompt
          kind="image"
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

function OptionsButton({ settings }: { settings: ImageForm["settings"] }) {
  const t = useTranslations("image");
  const count = Object.keys(settings.parameters).length;
  return (
    <Button
      variant="toggle"
      shape="pill"
      size="small"
      aria-pressed={settings.panelOpen}
      aria-label={t("options", { count })}
      title={t("options", { count })}
      onClick={() => settings.set({ panelOpen: !settings.panelOpen })}
    >
      <SlidersHorizontal size={15} aria-hidden />
      {count > 0 && <span className="tabular-nums">{count}</span>}
    </Button>
  );
}

/** How many pictures are asked for, and for how much. */
function PriceLine({ form: { estimate, chosen } }: { form: ImageForm }) {
  const t = useTranslations("image");
  if (chosen.length === 0) return null;
  const { pictures: count } = estimate;
  if (estimate.kind === "unknown") return t("estimateUnknown", { count });
  return estimate.cny === 0
    ? t("estimateFree", { count })
    : t("estimate", { count, amount: formatYuan(estimate.cny) });
}
