"use client";

import dynamic from "next/dynamic";
import { usePathname } from "next/navigation";
import { useEffect, useState } from "react";
import { useTranslations } from "use-intl";
import { MissingPage } from "@/components/shared/missing-page";
import type { PromptSet } from "@/lib/compare/set/prompt-set";
import { loadSet } from "@/lib/compare/set/set-store";
import { whenOnline } from "@/lib/ui/when-online";
import { PreferencesProvider, usePreferencesReady } from "../use-preferences";
import { SetList } from "./set-list";

const SetView = dynamic(() => whenOnline(async () => (await import("./set-view")).SetView), { ssr: false });

/** The id in /compare/set/<id>; nothing for the list. */
const setIdOf = (pathname: string) => /^\/compare\/set\/([^/]+)/.exec(pathname)?.[1];

/** The set that the address names, or the list of all. */
export function SetScreen() {
  return (
    <PreferencesProvider>
      <SetAddress />
    </PreferencesProvider>
  );
}

function SetAddress() {
  const t = useTranslations("promptSet");
  const setId = setIdOf(usePathname());
  const ready = usePreferencesReady();
  const [opened, setOpened] = useState<{ setId: string; set: PromptSet | undefined }>();
  useEffect(() => {
    if (setId === undefined) return;
    let current = true;
    void loadSet(setId)
      .catch(() => undefined)
      .then((set) => {
        if (current) setOpened({ setId, set });
      });
    return () => {
      current = false;
    };
  }, [setId]);
  const waiting = <p className="px-6 py-16 text-sm text-ink-muted max-lg:ps-16">{t("loading")}</p>;
  if (!ready) return waiting;
  if (setId === undefined) return <SetList />;
  if (opened?.setId !== setId) return waiting;
  return opened.set ? <SetView key={setId} stored={opened.set} /> : <MissingSet />;
}

function MissingSet() {
  const t = useTranslations("promptSet");
  const link = { href: "/compare/set", label: t("allSets") };
  return <MissingPage title={t("missing")} advice={t("missingAdvice")} link={link} />;
}
