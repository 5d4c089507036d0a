"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { useLocale } from "use-intl";
import { type Locale, localeCookie, type Theme, themeCookie } from "@/lib/i18n/locale";

const yearSeconds = 365 * 24 * 60 * 60;

/** Kept in a cookie, so that the server already answers in the chosen language and colours. */
function remember(name: string, value: string): void {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in Firefox and Safari before 18.4
  document.cookie = `${name}=${value}; path=/; max-age=${yearSeconds}; samesite=lax`;
}

export type AppearanceSettings = {
  theme: Theme;
  locale: Locale;
  setTheme: (theme: Theme) => void;
  setLocale: (locale: Locale) => void;
};

/** Language and theme of the interface, and how to change them; `theme` is what the server has painted. */
export function useAppearance(painted: Theme): AppearanceSettings {
  const current = useLocale();
  const [locale, changeLocale] = useState(current);
  const [theme, changeTheme] = useState(painted);
  const router = useRouter();
  const setTheme = (next: Theme) => {
    remember(themeCookie, next);
    document.documentElement.dataset["theme"] = next;
    changeTheme(next);
  };
  const setLocale = (next: Locale) => {
    remember(localeCookie, next);
    changeLocale(next);
    router.refresh();
  };
  return { theme, locale, setTheme, setLocale };
}
