"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "use-intl";
import type { Command } from "@/components/history/command";
import type { Overlay } from "@/components/history/overlays";
import { useAppearance } from "@/components/shared/use-appearance";

/** What the palette can do. */
export function useCommands(show: (overlay: Overlay) => void): Command[] {
  const { theme, locale, setTheme, setLocale } = useAppearance();
  const t = useTranslations("history");
  const archive = useTranslations("archive");
  const blind = useTranslations("blind");
  const sets = useTranslations("promptSet");
  const image = useTranslations("image");
  const video = useTranslations("video");
  const speech = useTranslations("speech");
  const transcription = useTranslations("transcription");
  const voices = useTranslations("voices");
  const embeddings = useTranslations("embeddings");
  const rerank = useTranslations("rerank");
  const batch = useTranslations("batch");
  const gallery = useTranslations("gallery");
  const catalogue = useTranslations("catalogue");
  const settings = useTranslations("settings");
  const selfCheck = useTranslations("selfCheck");
  const tour = useTranslations("tour");
  const usage = useTranslations("usage");
  const connect = useTranslations("connect");
  const router = useRouter();
  const themes: Command[] = [
    { id: "system", label: t("themeSystem"), run: () => setTheme("system") },
    { id: "light", label: t("themeLight"), run: () => setTheme("light") },
    { id: "dark", label: t("themeDark"), run: () => setTheme("dark") },
  ];
  const languages: Command[] = [
    { id: "zh", label: t("chinese"), run: () => setLocale("zh") },
    { id: "en", label: t("english"), run: () => setLocale("en") },
  ];
  const toTemporary = () => router.push("/chat?temporary=1");
  return [
    { id: "new", label: t("newChat"), run: () => router.push("/chat") },
    { id: "compare", label: t("newComparison"), run: () => router.push("/compare") },
    { id: "sets", label: sets("title"), run: () => router.push("/compare/set") },
    { id: "blind", label: blind("title"), run: () => router.push("/compare/blind") },
    { id: "image", label: image("title"), run: () => router.push("/image") },
    { id: "video", label: video("title"), run: () => router.push("/video") },
    { id: "speech", label: speech("title"), run: () => router.push("/speech") },
    { id: "transcription", label: transcription("title"), run: () => router.push("/transcription") },
    { id: "voices", label: voices("title"), run: () => router.push("/voices") },
    { id: "embeddings", label: embeddings("title"), run: () => router.push("/embeddings") },
    { id: "rerank", label: rerank("title"), run: () => router.push("/rerank") },
    { id: "batch", label: batch("title"), run: () => router.push("/batch") },
    { id: "gallery", label: gallery("title"), run: () => router.push("/gallery") },
    { id: "models", label: catalogue("title"), run: () => router.push("/models") },
    { id: "usage", label: usage("title"), run: () => router.push("/usage") },
    { id: "connect", label: connect("title"), run: () => router.push("/connect") },
    { id: "temporary", label: t("temporaryChat"), run: toTemporary },
    ...themes.filter(({ id }) => id !== theme),
    ...languages.filter(({ id }) => id !== locale),
    { id: "settings", label: settings("title"), run: () => router.push("/settings") },
    { id: "self-check", label: selfCheck("title"), run: () => router.push("/self-check") },
    { id: "tour", label: tour("title"), run: () => router.push("/tour") },
    { id: "storage", label: t("storage"), run: () => show("storage") },
    { id: "export", label: archive("exportAll"), run: () => show("storage") },
    { id: "import", label: archive("import"), run: () => show("storage") },
    { id: "keys", label: t("keys"), run: () => show("keys") },
  ];
}
