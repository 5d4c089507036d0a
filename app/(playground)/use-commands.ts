"use client";

import {
  HardDrive,
  Keyboard,
  Languages,
  MessageSquareDashed,
  Monitor,
  Moon,
  SquarePen,
  Sun,
} from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "use-intl";
import type { Command } from "@/components/history/command";
import type { Overlay } from "@/components/history/overlays";
import type { AppearanceSettings } from "@/components/shell/use-appearance";

/** What the palette can do. */
export function useCommands(
  { theme, locale, setTheme, setLocale }: AppearanceSettings,
  show: (overlay: Overlay) => void,
): Command[] {
  const t = useTranslations("history");
  const router = useRouter();
  const themes: Command[] = [
    { id: "system", label: t("themeSystem"), icon: Monitor, run: () => setTheme("system") },
    { id: "light", label: t("themeLight"), icon: Sun, run: () => setTheme("light") },
    { id: "dark", label: t("themeDark"), icon: Moon, run: () => setTheme("dark") },
  ];
  const languages: Command[] = [
    { id: "zh", label: t("chinese"), icon: Languages, run: () => setLocale("zh") },
    { id: "en", label: t("english"), icon: Languages, run: () => setLocale("en") },
  ];
  const toTemporary = () => router.push("/chat?temporary=1");
  return [
    { id: "new", label: t("newChat"), icon: SquarePen, run: () => router.push("/chat") },
    { id: "temporary", label: t("temporaryChat"), icon: MessageSquareDashed, run: toTemporary },
    ...themes.filter(({ id }) => id !== theme),
    ...languages.filter(({ id }) => id !== locale),
    { id: "storage", label: t("storage"), icon: HardDrive, run: () => show("storage") },
    { id: "keys", label: t("keys"), icon: Keyboard, run: () => show("keys") },
  ];
}
