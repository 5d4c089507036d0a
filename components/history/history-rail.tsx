"use client";

import { Search, Settings2 } from "lucide-react";
import dynamic from "next/dynamic";
import { lazy, useEffect, useState } from "react";
import { useTranslations } from "use-intl";
import { MenuButton } from "@/components/ui/menu-button";
import { keyNames, shortcuts } from "@/lib/ui/shortcuts";
import { whenOnline } from "@/lib/ui/when-online";
import type { Overlay } from "./overlays";

/** The list comes from this browser's storage, so its code may come after the page's own. */
const ThreadList = dynamic(() => whenOnline(async () => (await import("./thread-list")).ThreadList), {
  ssr: false,
  loading: () => <div className="grow" />,
});

const loadOptions = () => import("./options-menu");
const OptionsMenu = lazy(async () => ({ default: (await loadOptions()).OptionsMenu }));

type HistoryRailProps = { onNavigate: () => void; onOpen: (overlay: Overlay) => void };

/** The history's place in the rail: search, options, and the conversations. */
export function HistoryRail({ onNavigate, onOpen }: HistoryRailProps) {
  const t = useTranslations("history");
  const open = (overlay: Overlay) => {
    onNavigate();
    onOpen(overlay);
  };
  return (
    <>
      <div className="flex items-center gap-1 px-3 pb-1 pt-1">
        <button
          type="button"
          aria-haspopup="dialog"
          aria-label={t("search")}
          onClick={() => open("palette")}
          className="flex h-9 min-w-0 grow items-center gap-2 rounded-lg px-3 text-sm text-ink-muted hover:bg-sunken hover:text-ink"
        >
          <Search size={15} aria-hidden className="shrink-0" />
          <span className="grow truncate text-start">{t("find")}</span>
          <PaletteKeys />
        </button>
        <MenuButton
          label={t("options")}
          icon={<Settings2 size={15} />}
          preload={loadOptions}
          menu={(opening) => <OptionsMenu {...opening} onOpen={open} />}
        />
      </div>
      <ThreadList onNavigate={onNavigate} />
    </>
  );
}

/** Which keys they are depends on the device, which the server does not know. */
function PaletteKeys() {
  const [names, setNames] = useState<string[]>();
  useEffect(() => setNames(keyNames(shortcuts.palette)), []);
  return (
    <kbd aria-hidden className="shrink-0 font-sans text-xs text-ink-faint pointer-coarse:hidden">
      {names?.join(" ")}
    </kbd>
  );
}
