"use client";

import { Plus, Scale } from "lucide-react";
import dynamic from "next/dynamic";
import { type RefObject, useEffect, useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { CreationOverlays } from "@/components/shared/creations/lazy-parts";
import { Button } from "@/components/ui/button";
import { AppFailure, appError } from "@/lib/core/app-error";
import { whenOnline } from "@/lib/ui/when-online";
import type { OwnVoice } from "@/lib/voices/voice";
import { OwnVoiceRow } from "./own-voice-row";
import { PresetList } from "./preset-list";
import { SentenceField } from "./sentence-field";
import { useVoiceMaker } from "./use-voice-maker";
import { VoiceSettingsProvider } from "./use-voice-settings";
import { useVoicesPage, type VoicesPage } from "./use-voices-page";

/** What opens when it is asked for may come after the page's own code. */
const VoiceMaker = dynamic(() => whenOnline(async () => (await import("./voice-maker")).VoiceMaker), {
  ssr: false,
});
const CompareTray = dynamic(() => whenOnline(async () => (await import("./compare-tray")).CompareTray), {
  ssr: false,
});
const DeleteVoice = dynamic(() => whenOnline(async () => (await import("./delete-voice")).DeleteVoice), {
  ssr: false,
});
const ErrorNotice = dynamic(
  () => whenOnline(async () => (await import("@/components/shared/error-notice")).ErrorNotice),
  { ssr: false },
);

/** The page for voices: those of the account, those of SiliconFlow, and where one is made. */
export function VoicesScreen() {
  return (
    <VoiceSettingsProvider>
      <Voices />
    </VoiceSettingsProvider>
  );
}

const errorOf = (error: Error) => (error instanceof AppFailure ? error.error : appError("internal"));

function Voices() {
  const t = useTranslations("voices");
  const page = useVoicesPage();
  const [opened, setOpened] = useState(false);
  const [note, setNote] = useState("");
  const [deleting, setDeleting] = useState<OwnVoice>();
  const listenRef = useRef<HTMLDivElement>(null);
  const maker = useVoiceMaker(page, (voice) => {
    setOpened(false);
    setNote(t("made", { name: voice.name }));
    page.compareWithPresets(voice);
    listenRef.current?.scrollIntoView({ block: "start" });
  });
  const { list, own, comparison, auditions } = page;
  const empty = own.data?.voices.length === 0;
  const showMaker = opened || maker.begun || empty;
  const open = () => {
    setNote("");
    setOpened(true);
  };
  return (
    <div className="relative flex h-full min-w-0 flex-col">
      <h1 className="flex h-12 shrink-0 items-center px-4 text-sm font-semibold max-lg:ps-14">
        {t("title")}
      </h1>
      <section
        aria-label={t("title")}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region has to be reachable by keyboard
        tabIndex={0}
        className="relative min-h-0 grow overflow-y-auto overscroll-contain -outline-offset-2"
      >
        <div className="mx-auto grid w-full max-w-6xl grid-cols-1 gap-5 px-3 pb-10 sm:px-4">
          {list.error && <ErrorNotice error={errorOf(list.error)} />}
          {showMaker && <VoiceMaker maker={maker} closable={!empty} onClose={() => setOpened(false)} />}
          <div ref={listenRef} className="grid scroll-mt-2 grid-cols-1 gap-3">
            <p role="status" className="text-sm font-medium text-accent empty:hidden">
              {note}
            </p>
            <SentenceField page={page} />
            {comparison.chosen.length > 0 && <CompareTray page={page} />}
          </div>
          {/* With the names hidden nothing else may show who is heard. */}
          {!comparison.hidden && (
            <>
              <OwnVoices page={page} onMake={showMaker ? undefined : open} onDelete={setDeleting} />
              <PresetList page={page} />
            </>
          )}
        </div>
      </section>
      {comparison.chosen.length > 0 && <ToComparison count={comparison.chosen.length} trayRef={listenRef} />}
      {deleting && (
        <DeleteVoice
          voice={deleting}
          onClose={() => setDeleting(undefined)}
          onDeleted={() => {
            comparison.dropVoice(deleting.uri);
            setNote(t("deleted", { name: deleting.name || t("unnamed") }));
            setDeleting(undefined);
          }}
        />
      )}
      <CreationOverlays page={auditions.page} />
    </div>
  );
}

/** The way back to what is compared, while it is out of sight. */
function ToComparison({ count, trayRef }: { count: number; trayRef: RefObject<HTMLElement | null> }) {
  const t = useTranslations("voices");
  const [away, setAway] = useState(false);
  useEffect(() => {
    const tray = trayRef.current;
    if (!tray) return;
    const observer = new IntersectionObserver(([entry]) => setAway(entry?.isIntersecting === false));
    observer.observe(tray);
    return () => observer.disconnect();
  }, [trayRef]);
  if (!away) return null;
  return (
    <div className="pointer-events-none absolute inset-x-0 bottom-4 z-10 flex justify-center">
      <Button
        variant="floating"
        shape="pill"
        className="pointer-events-auto"
        onClick={() => trayRef.current?.scrollIntoView({ block: "start" })}
      >
        <Scale size={16} aria-hidden /> {t("toCompare", { count })}
      </Button>
    </div>
  );
}

type OwnVoicesProps = {
  page: VoicesPage;
  /** Nothing while the place where one is made is open. */
  onMake: (() => void) | undefined;
  onDelete: (voice: OwnVoice) => void;
};

function OwnVoices({ page, onMake, onDelete }: OwnVoicesProps) {
  const t = useTranslations("voices");
  const { own } = page;
  const voices = own.data?.voices ?? [];
  return (
    <section aria-label={t("ownVoices")} className="grid grid-cols-1 gap-3">
      <header className="flex flex-wrap items-center gap-3">
        <h2 className="text-base font-semibold">{t("ownVoices")}</h2>
        {onMake && (
          <Button variant="solid" className="ms-auto" onClick={onMake}>
            <Plus size={16} aria-hidden /> {t("make")}
          </Button>
        )}
      </header>
      {own.error && (
        <ErrorNotice
          error={errorOf(own.error)}
          action={
            <Button size="small" onClick={() => void own.refetch()}>
              {t("tryAgain")}
            </Button>
          }
        />
      )}
      {own.data && voices.length === 0 && (
        <p className="rounded-card border border-dashed border-line px-4 py-5 text-center text-sm text-ink-muted">
          {t("none")}
        </p>
      )}
      <ul className="grid grid-cols-1 gap-2 empty:hidden lg:grid-cols-2">
        {voices.map((voice) => (
          <OwnVoiceRow
            key={voice.uri}
            voice={voice}
            model={page.modelOf(voice)}
            page={page}
            onDelete={() => onDelete(voice)}
          />
        ))}
      </ul>
    </section>
  );
}
