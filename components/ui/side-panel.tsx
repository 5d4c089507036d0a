"use client";

import { type ReactNode, useSyncExternalStore } from "react";
import { Drawer } from "./drawer";

/** Where there is room for a panel beside the work. */
export const panelBeside = "(min-width: 80rem)";

function subscribe(onChange: () => void): () => void {
  const query = matchMedia(panelBeside);
  query.addEventListener("change", onChange);
  return () => query.removeEventListener("change", onChange);
}

type SidePanelProps = { label: string; onClose: () => void; children: ReactNode };

/** A panel beside the work where there is room, and over it where there is not. */
export function SidePanel({ label, onClose, children }: SidePanelProps) {
  const beside = useSyncExternalStore(
    subscribe,
    () => matchMedia(panelBeside).matches,
    () => true,
  );
  if (beside)
    return (
      <aside aria-label={label} className="w-80 shrink-0 border-s border-line bg-surface">
        {children}
      </aside>
    );
  return (
    <Drawer open onClose={onClose} label={label} side="end">
      {children}
    </Drawer>
  );
}
