"use client";

import { type ReactNode, useEffect, useLayoutEffect, useRef } from "react";
import { cn } from "@/lib/ui/cn";

type DrawerProps = {
  open: boolean;
  onClose: () => void;
  label: string;
  /** Where it slides in: from the page's start unless told. */
  side?: "start" | "end";
  /** A list beside the page, or something to read. */
  width?: "narrow" | "wide";
  children: ReactNode;
};

const sides = { start: "start-0", end: "start-auto end-0" };
const widths = { narrow: "w-[min(18rem,85vw)]", wide: "w-[min(46rem,100vw)]" };

/**
 * A panel that slides over the page. It is the browser's own modal dialog: focus stays inside and returns to where
 * it was, Escape and a click beside it close it.
 */
export function Drawer({ open, onClose, label, side = "start", width = "narrow", children }: DrawerProps) {
  const dialogRef = useRef<HTMLDialogElement>(null);
  // Closed before it leaves the page: the browser gives the focus back only then.
  useLayoutEffect(() => {
    const dialog = dialogRef.current;
    if (!dialog || !open) return;
    dialog.showModal();
    return () => dialog.close();
  }, [open]);
  useEffect(() => {
    const dialog = dialogRef.current;
    if (!dialog || !open) return;
    const closeBeside = (event: MouseEvent) => {
      if (event.target === dialog) onClose();
    };
    dialog.addEventListener("click", closeBeside);
    return () => dialog.removeEventListener("click", closeBeside);
  }, [open, onClose]);
  return (
    <dialog
      ref={dialogRef}
      aria-label={label}
      onClose={onClose}
      className={cn(
        "fixed inset-y-0 m-0 h-dvh max-h-none max-w-none bg-surface text-ink shadow-float backdrop:bg-black/40",
        sides[side],
        widths[width],
      )}
    >
      {open && children}
    </dialog>
  );
}
