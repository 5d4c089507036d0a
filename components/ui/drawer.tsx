"use client";

import { type ReactNode, useEffect, useRef } from "react";

type DrawerProps = { open: boolean; onClose: () => void; label: string; children: ReactNode };

/**
 * A panel that slides over the page from its start. It is the browser's own modal dialog: focus stays inside and
 * returns to where it was, Escape and a click beside it close it.
 */
export function Drawer({ open, onClose, label, children }: DrawerProps) {
  const dialogRef = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const dialog = dialogRef.current;
    if (!dialog || !open) return;
    const closeBeside = (event: MouseEvent) => {
      if (event.target === dialog) onClose();
    };
    dialog.showModal();
    dialog.addEventListener("click", closeBeside);
    return () => {
      dialog.removeEventListener("click", closeBeside);
      dialog.close();
    };
  }, [open, onClose]);
  return (
    <dialog
      ref={dialogRef}
      aria-label={label}
      onClose={onClose}
      className="fixed inset-y-0 start-0 m-0 h-dvh max-h-none w-[min(18rem,85vw)] max-w-none bg-surface text-ink shadow-float backdrop:bg-black/40"
    >
      {open && children}
    </dialog>
  );
}
