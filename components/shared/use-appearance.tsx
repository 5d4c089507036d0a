"use client";

import { useRouter } from "next/navigation";
import { createContext, type ReactNode, useContext, useState } from "react";
import { useLocale } from "use-intl";
import {
  type Density,
  densityCookie,
  type Locale,
  localeCookie,
  type Theme,
  themeCookie,
} from "@/lib/i18n/locale";

const yearSeconds = 365 * 24 * 60 * 60;

/** Kept in a cookie, so that the server already answers in the chosen language, colours and density. */
function remember(name: string, value: string): void {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in Firefox and Safari before 18.4
  document.cookie = `${name}=${value}; path=/; max-age=${yearSeconds}; samesite=lax`;
}

/** What the server has painted, as the cookies said. */
export type Painted = { theme: Theme; density: Density };

export type Appearance = Painted & {
  locale: Locale;
  setTheme: (theme: Theme) => void;
  setDensity: (density: Density) => void;
  setLocale: (locale: Locale) => void;
};

const AppearanceContext = createContext<Appearance | null>(null);

/** Keeps language, theme and density of the interface for everything in the page. */
export function AppearanceProvider({ painted, children }: { painted: Painted; children: ReactNode }) {
  const current = useLocale();
  const [locale, changeLocale] = useState(current);
  const [theme, changeTheme] = useState(painted.theme);
  const [density, changeDensity] = useState(painted.density);
  const router = useRouter();
  const setTheme = (next: Theme) => {
    remember(themeCookie, next);
    document.documentElement.dataset["theme"] = next;
    changeTheme(next);
  };
  const setDensity = (next: Density) => {
    remember(densityCookie, next);
    document.documentElement.dataset["density"] = next;
    changeDensity(next);
  };
  const setLocale = (next: Locale) => {
    remember(localeCookie, next);
    changeLocale(next);
    router.refresh();
  };
  return (
    <AppearanceContext value={{ theme, density, locale, setTheme, setDensity, setLocale }}>
      {children}
    </AppearanceContext>
  );
}

/** Language, theme and density of the interface, and how to change them. */
export function useAppearance(): Appearance {
  const appearance = useContext(AppearanceContext);
  if (!appearance) throw new Error("useAppearance needs an AppearanceProvider above it.");
  return appearance;
}
