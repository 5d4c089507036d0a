"use client";

import { useTranslations } from "use-intl";
import { SegmentedChoice } from "@/components/ui/segmented-choice";
import { useAppearance } from "./use-appearance";

export function LanguageChoice() {
  const t = useTranslations("shell");
  const { locale, setLocale } = useAppearance();
  return (
    <SegmentedChoice
      label={t("language")}
      value={locale}
      options={[
        { value: "zh", label: "中文" },
        { value: "en", label: "English" },
      ]}
      onChange={setLocale}
    />
  );
}

export function ThemeChoice() {
  const t = useTranslations("shell");
  const { theme, setTheme } = useAppearance();
  return (
    <SegmentedChoice
      label={t("theme")}
      value={theme}
      options={[
        { value: "system", label: t("themeSystem") },
        { value: "light", label: t("themeLight") },
        { value: "dark", label: t("themeDark") },
      ]}
      onChange={setTheme}
    />
  );
}
