"use client";

import type { ReactNode } from "react";
import { ThreadList } from "@/components/chat/thread-list";
import { SettingsProvider } from "@/components/shared/use-settings";
import { AppShell } from "@/components/shell/app-shell";
import type { Theme } from "@/lib/i18n/locale";

type PlaygroundFrameProps = { simulated: boolean; theme: Theme; children: ReactNode };

/** Puts the list of conversations into the frame. */
export function PlaygroundFrame({ simulated, theme, children }: PlaygroundFrameProps) {
  return (
    <SettingsProvider>
      <AppShell simulated={simulated} theme={theme} list={(close) => <ThreadList onNavigate={close} />}>
        {children}
      </AppShell>
    </SettingsProvider>
  );
}
