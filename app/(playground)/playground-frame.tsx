"use client";

import dynamic from "next/dynamic";
import { lazy, type ReactNode, useState } from "react";
import { HistoryRail } from "@/components/history/history-rail";
import { type Overlay, Overlays } from "@/components/history/overlays";
import { useCreationFollower } from "@/components/shared/creations/use-creation-follower";
import { DictationHost } from "@/components/shared/dictation/dictation-host";
import { AppearanceProvider, type Painted } from "@/components/shared/use-appearance";
import { SettingsProvider } from "@/components/shared/use-settings";
import { AppShell } from "@/components/shell/app-shell";
import { whenOnline } from "@/lib/ui/when-online";

/** Nobody needs them before the page has been read. */
const ConnectionNotice = dynamic(
  () => whenOnline(async () => (await import("@/components/history/connection-notice")).ConnectionNotice),
  { ssr: false },
);
const TourBar = dynamic(() => whenOnline(async () => (await import("@/components/tour/tour-bar")).TourBar), {
  ssr: false,
});
const EndWatch = dynamic(
  () => whenOnline(async () => (await import("@/components/shared/creations/end-watch")).EndWatch),
  { ssr: false },
);
const BudgetNotice = dynamic(
  () => whenOnline(async () => (await import("@/components/usage/budget-notice")).BudgetNotice),
  { ssr: false },
);

const AppPalette = lazy(async () => ({
  default: (await whenOnline(() => import("./app-palette"))).AppPalette,
}));

type PlaygroundFrameProps = { simulated: boolean; painted: Painted; children: ReactNode };

/** What a person chose, and around every page the frame with the history in it. */
export function PlaygroundFrame({ painted, ...props }: PlaygroundFrameProps) {
  return (
    <AppearanceProvider painted={painted}>
      <SettingsProvider>
        <Frame {...props} />
      </SettingsProvider>
    </AppearanceProvider>
  );
}

/** Puts the history into the frame: its list into the rail, its dialogs over the page. */
function Frame({ simulated, children }: Omit<PlaygroundFrameProps, "painted">) {
  const [overlay, setOverlay] = useState<Overlay>();
  useCreationFollower();
  return (
    <>
      <AppShell
        simulated={simulated}
        rail={(close) => <HistoryRail onNavigate={close} onOpen={setOverlay} />}
      >
        <div className="flex h-full flex-col">
          <div className="min-h-0 grow">{children}</div>
          <TourBar />
          <BudgetNotice />
        </div>
      </AppShell>
      <Overlays
        shown={overlay}
        onShow={setOverlay}
        palette={(close) => <AppPalette onShow={setOverlay} onClose={close} />}
      />
      <DictationHost />
      <ConnectionNotice />
      <EndWatch />
    </>
  );
}
