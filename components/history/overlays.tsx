"use client";

import { useRouter } from "next/navigation";
import { lazy, type ReactNode, Suspense, useEffect, useRef } from "react";
import { isShortcut, isTyping, shortcuts } from "@/lib/ui/shortcuts";
import { whenOnline } from "@/lib/ui/when-online";

const KeyHelp = lazy(async () => ({ default: (await whenOnline(() => import("./key-help"))).KeyHelp }));
const StorageDialog = lazy(async () => ({
  default: (await whenOnline(() => import("./storage-dialog"))).StorageDialog,
}));

/** What can lie over the page, one at a time. */
export type Overlay = "palette" | "keys" | "storage";

type OverlaysProps = {
  shown: Overlay | undefined;
  onShow: (overlay: Overlay | undefined) => void;
  /** The palette itself, fetched when it is first asked for. */
  palette: (close: () => void) => ReactNode;
};

/** The dialogs of the history, each fetched when it is first asked for, and the keys that open them. */
export function Overlays({ shown, onShow, palette }: OverlaysProps) {
  useShortcuts(onShow);
  const close = () => onShow(undefined);
  return (
    <Suspense fallback={null}>
      {shown === "palette" && palette(close)}
      {shown === "keys" && <KeyHelp onClose={close} />}
      {shown === "storage" && <StorageDialog onClose={close} />}
    </Suspense>
  );
}

function useShortcuts(onShow: (overlay: Overlay) => void): void {
  const router = useRouter();
  const latest = useRef((_event: KeyboardEvent): boolean => false);
  useEffect(() => {
    latest.current = (event) => {
      if (isShortcut(event, shortcuts.palette)) onShow("palette");
      else if (isShortcut(event, shortcuts.newChat)) router.push("/chat");
      else if (isShortcut(event, shortcuts.help) && !isTyping(event.target)) onShow("keys");
      else return false;
      return true;
    };
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (!event.defaultPrevented && latest.current(event)) event.preventDefault();
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, []);
}
