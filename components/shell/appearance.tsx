"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { useLocale, useTranslations } from "use-intl";
import { SegmentedChoice } from "@/components/ui/segmented-choice";
import { type Locale, localeCookie, type Theme, themeCookie } from "@/lib/i18n/locale";

const yearSeconds = 365 * 24 * 60 * 60;

/** Kept in a cookie, so that the server already answers in the chosen language and colours. */
function remember(name: string, value: string): void {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in Firefox and Safari before 18.4
  document.cookie = `${name}=${value}; path=/; max-age=${yearSeconds}; samesite=lax`;
}

/** Language and theme of the interface. */
export function Appearance({ theme: initial }: { theme: Theme }) {
  const t = useTranslations("shell");
  const current = useLocale();
  const [locale, setLocale] = useState(current);
  const router = useRouter();
  const [theme, setTheme] = useState(initial);
  const chooseTheme = (next: Theme) => {
    remember(themeCookie, next);
    document.documentElement.dataset["theme"] = next;
    setTheme(next);
  };
  const chooseLocale = (next: Locale) => {
    remember(localeCookie, next);
    setLocale(next);
    router.refresh();
  };
  return (
    <section aria-label={t("settings")} className="flex flex-col gap-1.5">
      <SegmentedChoice
        label={t("language")}
        value={locale}
        options={[
          { value: "zh", label: "中文" },
          { value: "en", label: "English" },
        ]}
        onChange={chooseLocale}
      />
      <SegmentedChoice
        label={t("theme")}
        value={theme}
        options={[
          { value: "system", label: t("themeSystem") },
          { value: "light", label: t("themeLight") },
          { value: "dark", label: t("themeDark") },
        ]}
        onChange={chooseTheme}
      />
    </section>
  );
}
