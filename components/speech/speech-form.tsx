"use client";

import { Scale, SlidersHorizontal, Volume2 } from "lucide-react";
import dynamic from "next/dynamic";
import { type KeyboardEvent, type RefObject, useId, useState } from "react";
import { useTranslations } from "use-intl";
import { inputClass } from "@/components/shared/field";
import { useSendKey } from "@/components/shared/use-send-key";
import { Button } from "@/components/ui/button";
import { SegmentedChoice } from "@/components/ui/segmented-choice";
import { formatYuan } from "@/lib/ui/format";
import { whenOnline } from "@/lib/ui/when-online";
import { TakeRows } from "./take-rows";
import type { SpeechFormState } from "./use-speech-form";

const SoundOptions = dynamic(() => whenOnline(async () => (await import("./sound-options")).SoundOptions), {
  ssr: false,
});
const ReferenceClip = dynamic(
  () => whenOnline(async () => (await import("./reference-clip")).ReferenceClip),
  { ssr: false },
);
const DialogueEditor = dynamic(
  () => whenOnline(async () => (await import("./dialogue-editor")).DialogueEditor),
  { ssr: false },
);

type SpeechFormProps = {
  form: SpeechFormState;
  inputRef: RefObject<HTMLTextAreaElement | null>;
  sending: boolean;
  onSend: () => void;
  onSendBlind: () => void;
};

/** Where a text is written and who says it is chosen. Ctrl or Cmd with Enter speaks it: a text has lines. */
export function SpeechForm({ form, inputRef, sending, onSend, onSendBlind }: SpeechFormProps) {
  const t = useTranslations("speech");
  const hintId = useId();
  const [tried, setTried] = useState(false);
  const { blocked, settings } = form;
  const unlessBlocked = (act: () => void) => {
    setTried(blocked !== undefined);
    if (!blocked && !sending) act();
  };
  const sendKey = useSendKey("many");
  const send = () => unlessBlocked(onSend);
  const onKeyDown = (event: KeyboardEvent) => {
    if (!sendKey.sends(event)) return;
    event.preventDefault();
    send();
  };
  return (
    <form
      aria-label={t("ask")}
      className="mx-auto w-full max-w-6xl shrink-0 overscroll-contain px-3 pt-2 max-md:max-h-[60dvh] max-md:overflow-y-auto sm:px-4"
      onKeyDown={onKeyDown}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <div className="rounded-card border border-line bg-surface shadow-sm focus-within:border-accent">
        <TakeRows form={form} />
        {form.needsReference && <ReferenceClip form={form} />}
        {form.style && <StyleField form={form} />}
        <Words form={form} inputRef={inputRef} hintId={hintId} />
        <div className="bottom-0 z-1 flex flex-wrap items-center gap-x-2 gap-y-1.5 rounded-b-card bg-surface px-2 pt-1 pb-2 max-md:sticky">
          <Button
            variant="toggle"
            shape="pill"
            size="small"
            aria-pressed={settings.moreOpen}
            onClick={() => settings.set({ moreOpen: !settings.moreOpen })}
          >
            <SlidersHorizontal size={15} aria-hidden /> {t("more")}
          </Button>
          {form.notBlind !== "alone" && (
            <Button
              variant="ghost"
              shape="pill"
              size="small"
              disabled={form.notBlind !== undefined}
              aria-label={t("blind")}
              title={form.notBlind ? t(`notBlind.${form.notBlind}`) : t("blindTitle")}
              onClick={() => unlessBlocked(onSendBlind)}
            >
              <Scale size={15} aria-hidden /> {t("blind")}
            </Button>
          )}
          <p
            id={hintId}
            role="status"
            className="ms-auto min-w-0 text-end text-xs text-ink-faint tabular-nums"
          >
            {tried && blocked ? <span className="text-warning">{blocked}</span> : <Size form={form} />}
          </p>
          <Button
            variant="solid"
            type="submit"
            className="max-sm:ms-auto"
            aria-disabled={blocked !== undefined || sending}
            title={t("hint")}
          >
            <Volume2 size={17} aria-hidden /> <SpeakWords form={form} />
          </Button>
        </div>
        {settings.moreOpen && <SoundOptions form={form} />}
      </div>
    </form>
  );
}

function StyleField({ form: { settings, takes } }: { form: SpeechFormState }) {
  const t = useTranslations("speech");
  const id = useId();
  const without = [...new Set(takes.filter(({ model }) => !model.style).map(({ model }) => model.id))];
  return (
    <div className="flex flex-wrap items-center gap-x-2 gap-y-1 px-3 pt-2 text-xs text-ink-muted">
      <label htmlFor={id}>{t("style")}</label>
      <input
        id={id}
        dir="auto"
        value={settings.style}
        placeholder={t("stylePlaceholder")}
        title={t("styleHint")}
        onChange={({ target }) => settings.set({ style: target.value })}
        className={`${inputClass} min-w-40 flex-1`}
      />
      {settings.style.trim() !== "" && without.length > 0 && (
        <p className="text-warning">{t("styleNotTaken", { models: without.join(", ") })}</p>
      )}
    </div>
  );
}

type WordsProps = Pick<SpeechFormProps, "form" | "inputRef"> & { hintId: string };

/** The text, or for a model with two speakers its lines. */
function Words({ form, inputRef, hintId }: WordsProps) {
  const t = useTranslations("speech");
  const [asLines, setAsLines] = useState(true);
  const { draft, dialogue } = form;
  const change = (text: string) => draft.change({ text });
  return (
    <>
      {dialogue && (
        <div className="flex flex-wrap items-center gap-3 px-3 pt-2">
          <SegmentedChoice
            label={t("view")}
            value={asLines ? "lines" : "text"}
            options={[
              { value: "lines", label: t("asDialogue") },
              { value: "text", label: t("asText") },
            ]}
            onChange={(view) => setAsLines(view === "lines")}
          />
          {form.characters < 20 && <p className="text-xs text-ink-faint">{t("shortDialogue")}</p>}
        </div>
      )}
      {dialogue && asLines ? (
        <DialogueEditor text={draft.text} onChange={change} />
      ) : (
        <textarea
          ref={inputRef}
          dir="auto"
          rows={3}
          aria-label={t("text")}
          aria-describedby={hintId}
          placeholder={t("placeholder")}
          value={draft.text}
          onChange={({ target }) => change(target.value)}
          className="field-sizing-content block max-h-[30dvh] min-h-20 w-full resize-none bg-transparent px-4 pt-2 text-base outline-none placeholder:text-ink-faint"
        />
      )}
    </>
  );
}

/** How long the text is, and what it costs, before anything is sent. */
function Size({ form }: { form: SpeechFormState }) {
  const t = useTranslations("speech");
  const { characters, bytes, parts, price, takes } = form;
  if (takes.length === 0) return null;
  const cost =
    price === null
      ? t("costsUnknown")
      : price === 0 && characters > 0
        ? t("costsNothing")
        : t("costs", { amount: formatYuan(price) });
  return [t("size", { characters, bytes }), parts > 1 && t("inParts", { count: parts }), cost]
    .filter(Boolean)
    .join(" · ");
}

function SpeakWords({ form: { price, characters } }: { form: SpeechFormState }) {
  const t = useTranslations("speech");
  if (price === null || characters === 0) return t("speak");
  return price === 0 ? t("speakFree") : t("speakFor", { amount: formatYuan(price) });
}
