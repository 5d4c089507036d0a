"use client";

import { useTranslations } from "use-intl";
import { SegmentedChoice } from "@/components/ui/segmented-choice";
import type { AppearanceSettings } from "./use-appearance";

/** Language and theme of the interface. */
export function Appearance({ settings }: { settings: AppearanceSettings }) {
  const t = useTranslations("shell");
  return (
    <section aria-label={t("settings")} className="flex flex-col gap-1.5">
      <SegmentedChoice
        label={t("language")}
        value={settings.locale}
        options={[
          { value: "zh", label: "中文" },
          { value: "en", label: "English" },
        ]}
        onChange={settings.setLocale}
      />
      <SegmentedChoice
        label={t("theme")}
        value={settings.theme}
        options={[
          { value: "system", label: t("themeSystem") },
          { value: "light", label: t("themeLight") },
          { value: "dark", label: t("themeDark") },
        ]}
        onChange={settings.setTheme}
      />
    </section>
  );
}
