"use client";

import { Pause, Play, Trash2 } from "lucide-react";
import { useTranslations } from "use-intl";
import { CopyButton } from "@/components/shared/copy-button";
import { Button, IconButton } from "@/components/ui/button";
import type { SpeechModel } from "@/lib/models/speech-model";
import type { OwnVoice } from "@/lib/voices/voice";
import { AuditionState } from "./audition-state";
import { ListenButton } from "./listen-button";
import { originalKey } from "./use-auditions";
import type { VoicesPage } from "./use-voices-page";
import { VoiceTools } from "./voice-tools";

type OwnVoiceRowProps = {
  voice: OwnVoice;
  /** The model that speaks with it; nothing where none is listed. */
  model: SpeechModel | undefined;
  page: VoicesPage;
  onDelete: () => void;
};

/** One of the account's own voices. */
export function OwnVoiceRow({ voice, model, page, onDelete }: OwnVoiceRowProps) {
  const t = useTranslations("voices");
  const { auditions, comparison, sentence, sayable } = page;
  const { uri, text } = voice;
  const name = voice.name || t("unnamed");
  const candidate = model && { model, voice: uri };
  const { sound } = auditions;
  const originalPlays = sound.playing === originalKey(uri);
  return (
    <li
      aria-label={name}
      className="grid min-w-0 grid-cols-1 content-start gap-2 rounded-card border border-line bg-surface p-3 sm:p-4"
    >
      <div className="flex min-w-0 items-start gap-3">
        {candidate && (
          <ListenButton
            auditions={auditions}
            candidate={candidate}
            name={name}
            sentence={sentence}
            disabled={!sayable}
          />
        )}
        <div className="min-w-0 grow">
          <p className="flex flex-wrap items-baseline gap-x-2">
            <span className="font-semibold wrap-anywhere">{name}</span>
            <span className="text-xs text-ink-muted wrap-anywhere">
              {t("madeFor", { model: voice.model || (model?.id ?? "?") })}
            </span>
          </p>
          {text && (
            <p className="line-clamp-2 text-sm text-ink-muted" title={text}>
              {t("says", { text })}
            </p>
          )}
          <p className="flex min-w-0 items-center gap-1">
            <code className="truncate text-xs text-ink-faint">{uri}</code>
            <CopyButton text={() => uri} label={t("copyUri", { name })} copiedLabel={t("uriCopied")} />
          </p>
        </div>
        <IconButton label={t("delete", { name })} size="icon-small" onClick={onDelete}>
          <Trash2 size={15} />
        </IconButton>
      </div>
      {!model && <p className="text-xs text-warning">{t("modelGone")}</p>}
      <div className="flex flex-wrap items-center gap-1">
        {candidate && <VoiceTools candidate={candidate} name={name} comparison={comparison} />}
        {auditions.hasOriginal(uri) && (
          <Button
            size="small"
            variant="ghost"
            aria-label={originalPlays ? t("pause", { name: t("recording") }) : t("original", { name })}
            onClick={() => (originalPlays ? sound.stop() : void auditions.playOriginal(uri))}
          >
            {originalPlays ? (
              <Pause size={13} fill="currentColor" aria-hidden />
            ) : (
              <Play size={13} fill="currentColor" aria-hidden />
            )}
            {t("recording")}
          </Button>
        )}
      </div>
      {candidate && <AuditionState auditions={auditions} candidate={candidate} />}
    </li>
  );
}
