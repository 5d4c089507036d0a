"use client";

import { useTranslations } from "use-intl";
import { SegmentedChoice } from "@/components/ui/segmented-choice";
import { useAppearance } from "./use-appearance";

type ChoiceProps = { size?: "small" | "large" };

export function LanguageChoice({ size }: ChoiceProps) {
  const t = useTranslations("shell");
  const { locale, setLocale } = useAppearance();
  return (
    <SegmentedChoice
      {...(size && { size })}
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

export function ThemeChoice({ size }: ChoiceProps) {
  const t = useTranslations("shell");
  const { theme, setTheme } = useAppearance();
  return (
    <SegmentedChoice
      {...(size && { size })}
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
