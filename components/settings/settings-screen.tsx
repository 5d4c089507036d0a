"use client";

import dynamic from "next/dynamic";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { LanguageChoice, ThemeChoice } from "@/components/shared/appearance-choices";
import { KeyList } from "@/components/shared/key-list";
import { PageFrame } from "@/components/shared/page-frame";
import { useAppearance } from "@/components/shared/use-appearance";
import { useSetting, useSettingsRead } from "@/components/shared/use-settings";
import { SegmentedChoice } from "@/components/ui/segmented-choice";
import { densities } from "@/lib/i18n/locale";
import { sendKeys } from "@/lib/settings/settings-store";
import { whenOnline } from "@/lib/ui/when-online";
import { About, type AboutServer } from "./about";
import { FirstModels } from "./first-models";
import { Privacy } from "./privacy";

/** It reads this browser's storage, and its code may come after the page's own. */
const StorageReportView = dynamic(
  () =>
    whenOnline(
      async () => (await import("@/components/shared/storage/storage-report-view")).StorageReportView,
    ),
  { ssr: false },
);

const sections = ["look", "writing", "models", "data", "keys", "privacy", "about"] as const;
type SectionName = (typeof sections)[number];

/** Everything that a person can choose, and what is true of their data. */
export function SettingsScreen({ server }: { server: AboutServer }) {
  const t = useTranslations("settings");
  const read = useSettingsRead();
  return (
    <PageFrame title={t("title")}>
      <div className="mx-auto grid w-full max-w-5xl gap-x-10 px-4 pb-16 md:grid-cols-[10rem_minmax(0,1fr)]">
        <Contents />
        <div className="grid min-w-0 gap-10">
          <p className="text-ink-muted">{t("intro")}</p>
          {/* What is chosen before a page has read the settings would be lost. */}
          <fieldset disabled={!read} className="contents">
            <Section name="look">
              <Look />
            </Section>
            <Section name="writing">
              <Writing />
            </Section>
            <Section name="models">
              <FirstModels />
            </Section>
          </fieldset>
          <Section name="data">
            {/* Its place is kept: it must not push away what somebody has gone to below. */}
            <div className="md:min-h-[34rem]">
              <StorageReportView />
            </div>
          </Section>
          <Section name="keys">
            <KeyList />
          </Section>
          <Section name="privacy">
            <Privacy server={server} />
          </Section>
          <Section name="about">
            <About server={server} />
          </Section>
        </div>
      </div>
    </PageFrame>
  );
}

/** The way to each part. */
function Contents() {
  const t = useTranslations("settings");
  return (
    <nav aria-label={t("sections")} className="max-md:hidden">
      <ul className="sticky top-4 grid gap-0.5 text-sm">
        {sections.map((name) => (
          <li key={name}>
            <a
              href={`#${name}`}
              className="block rounded-lg px-3 py-1 text-ink-muted hover:bg-sunken hover:text-ink"
            >
              {t(name)}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function Section({ name, children }: { name: SectionName; children: ReactNode }) {
  const t = useTranslations("settings");
  return (
    <section aria-labelledby={name} className="grid gap-4">
      <h2 id={name} className="scroll-mt-4 border-b border-line pb-1.5 text-base font-semibold">
        {t(name)}
      </h2>
      {children}
    </section>
  );
}

function Look() {
  const t = useTranslations("settings");
  const { density, setDensity } = useAppearance();
  return (
    <div className="grid gap-3">
      <LanguageChoice size="large" />
      <ThemeChoice size="large" />
      <SegmentedChoice
        size="large"
        label={t("density")}
        value={density}
        options={densities.map((value) => ({ value, label: t(`density-${value}`) }))}
        onChange={setDensity}
      />
      <p className="text-sm text-ink-muted">{t("densityHint")}</p>
    </div>
  );
}

function Writing() {
  const t = useTranslations("settings");
  const [sendKey, setSendKey] = useSetting("sendKey");
  const [titles, setTitles] = useSetting("titles");
  return (
    <div className="grid gap-3">
      <SegmentedChoice
        size="large"
        label={t("sendKey")}
        value={sendKey}
        options={sendKeys.map((value) => ({ value, label: t(`sendKey-${value}`) }))}
        onChange={setSendKey}
      />
      <p className="text-sm text-ink-muted">{t("sendKeyHint")}</p>
      <SegmentedChoice
        size="large"
        label={t("titles")}
        value={titles}
        options={(["words", "model"] as const).map((value) => ({ value, label: t(`titles-${value}`) }))}
        onChange={setTitles}
      />
      <p className="text-sm text-ink-muted">{t("titlesHint")}</p>
    </div>
  );
}
