"use client";

import dynamic from "next/dynamic";
import { type ReactNode, useState } from "react";
import { HistoryRail } from "@/components/history/history-rail";
import { type Overlay, Overlays } from "@/components/history/overlays";
import { useCreationFollower } from "@/components/shared/creations/use-creation-follower";
import { DictationHost } from "@/components/shared/dictation/dictation-host";
import { SettingsProvider } from "@/components/shared/use-settings";
import { AppShell } from "@/components/shell/app-shell";
import { useAppearance } from "@/components/shell/use-appearance";
import type { Theme } from "@/lib/i18n/locale";
import { whenOnline } from "@/lib/ui/when-online";
import { useCommands } from "./use-commands";

/** Nobody needs them before the page has been read. */
const ConnectionNotice = dynamic(
  () => whenOnline(async () => (await import("@/components/history/connection-notice")).ConnectionNotice),
  { ssr: false },
);
const EndWatch = dynamic(
  () => whenOnline(async () => (await import("@/components/shared/creations/end-watch")).EndWatch),
  { ssr: false },
);

type PlaygroundFrameProps = { simulated: boolean; theme: Theme; children: ReactNode };

/** Puts the history into the frame: its list into the rail, its dialogs over the page. */
export function PlaygroundFrame({ simulated, theme, children }: PlaygroundFrameProps) {
  const [overlay, setOverlay] = useState<Overlay>();
  const appearance = useAppearance(theme);
  const commands = useCommands(appearance, setOverlay);
  useCreationFollower();
  return (
    <SettingsProvider>
      <AppShell
        simulated={simulated}
        appearance={appearance}
        rail={(close) => <HistoryRail onNavigate={close} onOpen={setOverlay} />}
      >
        {children}
      </AppShell>
      <Overlays shown={overlay} onShow={setOverlay} commands={commands} />
      <DictationHost />
      <ConnectionNotice />
      <EndWatch />
    </SettingsProvider>
  );
}
