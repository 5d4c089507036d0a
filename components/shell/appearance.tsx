"use client";

import { useTranslations } from "use-intl";
import { LanguageChoice, ThemeChoice } from "@/components/shared/appearance-choices";

/** Language and theme of the interface, at hand on every page. */
export function Appearance() {
  const t = useTranslations("shell");
  return (
    <section aria-label={t("settings")} className="flex flex-col gap-1.5">
      <LanguageChoice />
      <ThemeChoice />
    </section>
  );
}
