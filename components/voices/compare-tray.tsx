"use client";

import { AudioLines, Check, Eye, EyeOff, ListMusic, Pause, Play, X } from "lucide-react";
import { useEffect, useRef } from "react";
import { useTranslations } from "use-intl";
import { laneLetter } from "@/components/shared/blind/lane-letter";
import { useVoiceNames } from "@/components/shared/voice-names";
import { Button, IconButton } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import { cn } from "@/lib/ui/cn";
import type { Candidate } from "@/lib/voices/auditions";
import { speechAddress } from "@/lib/voices/chosen-voice";
import { AuditionState } from "./audition-state";
import { ListenButton, PlayFace, Progress } from "./listen-button";
import { keyOf, originalKey } from "./use-auditions";
import type { VoicesPage } from "./use-voices-page";

/** Voices side by side: the same sentence by each, with or without their names. */
export function CompareTray({ page }: { page: VoicesPage }) {
  const t = useTranslations("voices");
  const { comparison, auditions, sentence, sayable, own } = page;
  const { voiceName } = useVoiceNames();
  const { chosen, shown, blind, hidden, picked } = comparison;
  const voices = own.data?.voices ?? [];
  const nameOf = (candidate: Candidate) => voiceName(candidate.voice, voices);
  // With the names hidden nothing else may tell them: a recording belongs to one of them.
  const original = hidden ? undefined : chosen.find(({ voice }) => auditions.hasOriginal(voice))?.voice;
  const playAll = async () => {
    for (const candidate of shown) if (!(await auditions.listen(candidate))) return;
  };
  useNumberKeys(chosen.length > 0 && sayable, (at) => {
    const candidate = shown[at];
    if (candidate) void auditions.listen(candidate);
    else if (original && at === shown.length) void auditions.playOriginal(original);
  });
  const pickedAt = shown.findIndex((candidate) => keyOf(candidate) === picked);
  const pickedVoice = shown[pickedAt];
  return (
    <section
      aria-label={t("comparing")}
      className="grid grid-cols-1 gap-2.5 rounded-card border border-accent/40 bg-surface p-3 sm:p-4"
    >
      <header className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
        <h2 className="text-base font-semibold">{t("comparing")}</h2>
        <p className="text-xs text-ink-muted max-sm:hidden">{t("comparingHint")}</p>
        <IconButton
          size="icon-small"
          className="ms-auto"
          label={t("endCompare")}
          onClick={() => comparison.set([])}
        >
          <X size={15} />
        </IconButton>
      </header>
      <ul className="grid grid-cols-1 gap-2 sm:grid-cols-2 lg:grid-cols-4">
        {shown.map((candidate, at) => {
          const letter = laneLetter(at);
          const name = hidden ? t("tile", { letter }) : nameOf(candidate);
          return (
            <li
              key={keyOf(candidate)}
              aria-label={name}
              className={cn(
                "grid min-w-0 grid-cols-1 content-start gap-1.5 rounded-lg bg-sunken p-2.5 has-[[role=alert]]:col-span-full",
                picked === keyOf(candidate) && "outline-2 outline-accent",
              )}
            >
              <div className="flex min-w-0 items-center gap-2.5">
                <ListenButton
                  auditions={auditions}
                  candidate={candidate}
                  name={name}
                  sentence={sentence}
                  disabled={!sayable}
                />
                <span className="min-w-0 grow text-sm">
                  <span className="font-semibold">{letter}</span>{" "}
                  {!hidden && <span className="wrap-anywhere">{nameOf(candidate)}</span>}
                </span>
                {!blind && (
                  <IconButton
                    size="icon-small"
                    label={t("takeOut", { name })}
                    onClick={() => comparison.toggle(candidate)}
                  >
                    <X size={14} />
                  </IconButton>
                )}
              </div>
              {hidden && (
                <Button
                  size="small"
                  className="justify-self-start"
                  onClick={() => comparison.pick(candidate)}
                >
                  <Check size={14} aria-hidden /> {t("best", { letter })}
                </Button>
              )}
              <AuditionState auditions={auditions} candidate={candidate} quiet={hidden} />
            </li>
          );
        })}
        {original && <Original uri={original} page={page} />}
      </ul>
      <p role="status" className="text-sm empty:hidden">
        {hidden && t("whichBest")}
        {pickedVoice && t("chosen", { letter: laneLetter(pickedAt), name: nameOf(pickedVoice) })}
      </p>
      <div className="flex flex-wrap items-center gap-1.5">
        <Button variant="solid" disabled={!sayable} onClick={() => void playAll()}>
          <ListMusic size={16} aria-hidden /> {t("playAll")}
        </Button>
        {chosen.length > 1 && (
          <Button
            onClick={() => {
              auditions.sound.stop();
              if (blind) comparison.showNames();
              else comparison.hideNames();
            }}
          >
            {blind ? <Eye size={16} aria-hidden /> : <EyeOff size={16} aria-hidden />}
            {t(blind ? "showNames" : "hideNames")}
          </Button>
        )}
        {!hidden && (
          <Link
            href={speechAddress(chosen.map(({ model, voice }) => ({ model: model.id, voice })))}
            className="inline-flex h-9 items-center gap-1.5 rounded-lg px-3 text-sm font-medium text-ink-muted hover:bg-sunken hover:text-ink"
          >
            <AudioLines size={16} aria-hidden /> {t("openInSpeech")}
          </Link>
        )}
      </div>
    </section>
  );
}

/** The recording of which the voice was made: how near does it come? */
function Original({ uri, page: { auditions } }: { uri: string; page: VoicesPage }) {
  const t = useTranslations("voices");
  const { sound } = auditions;
  const playing = sound.playing === originalKey(uri);
  const name = t("tileOriginal");
  return (
    <li
      aria-label={name}
      className="flex items-center gap-2.5 rounded-lg border border-dashed border-line p-2.5"
    >
      <PlayFace
        label={t(playing ? "pause" : "listen", { name })}
        onClick={() => (playing ? sound.stop() : void auditions.playOriginal(uri))}
      >
        {playing && <Progress sound={sound} />}
        {playing ? (
          <Pause size={15} fill="currentColor" aria-hidden />
        ) : (
          <Play size={15} fill="currentColor" aria-hidden />
        )}
      </PlayFace>
      <span className="text-sm">{name}</span>
    </li>
  );
}

/** The keys 1 to 9 anywhere on the page, but where somebody types or chooses. */
function useNumberKeys(enabled: boolean, press: (at: number) => void): void {
  const latest = useRef(press);
  latest.current = press;
  useEffect(() => {
    if (!enabled) return;
    const onKey = (event: KeyboardEvent) => {
      const { target, key, ctrlKey, metaKey, altKey } = event;
      const typing = target instanceof Element && target.closest("input, textarea, select, dialog");
      if (typing || ctrlKey || metaKey || altKey || !/^[1-9]$/.test(key)) return;
      latest.current(Number(key) - 1);
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [enabled]);
}
