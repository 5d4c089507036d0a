"use client";

import { type ReactNode, useEffect, useLayoutEffect, useRef } from "react";
import { cn } from "@/lib/ui/cn";

type ModalProps = {
  onClose: () => void;
  label: string;
  /** A form, something to read, or as wide as what lies in it. */
  width?: keyof typeof widths;
  /** In the middle, or near the top where what lies in it grows as one types. */
  place?: keyof typeof places;
  children: ReactNode;
};

const widths = {
  medium: "w-[min(36rem,calc(100vw-1.5rem))] max-w-none",
  wide: "w-[min(56rem,calc(100vw-1.5rem))] max-w-none",
  content: "w-fit min-w-[min(24rem,calc(100vw-1.5rem))] max-w-[calc(100vw-1.5rem)]",
};
const places = { middle: "my-auto", top: "top-[max(0.75rem,10dvh)] bottom-auto" };

/**
 * A dialog in the middle of the page, open as long as it is rendered. It is the browser's own: focus stays inside
 * and returns to where it was, Escape and a click beside it close it.
 */
export function Modal({ onClose, label, width = "medium", place = "middle", children }: ModalProps) {
  const dialogRef = useRef<HTMLDialogElement>(null);
  const latestClose = useRef(onClose);
  useEffect(() => {
    latestClose.current = onClose;
  });
  // Before the element goes: only then does closing it give the focus back.
  useLayoutEffect(() => {
    const dialog = dialogRef.current;
    if (!dialog) return;
    const closeBeside = (event: MouseEvent) => {
      if (event.target === dialog) latestClose.current();
    };
    const closed = () => latestClose.current();
    dialog.showModal();
    dialog.addEventListener("click", closeBeside);
    dialog.addEventListener("cancel", closed);
    return () => {
      dialog.removeEventListener("click", closeBeside);
      dialog.removeEventListener("cancel", closed);
      dialog.close();
    };
  }, []);
  return (
    <dialog
      ref={dialogRef}
      aria-label={label}
      className={cn(
        "fixed mx-auto max-h-[calc(100dvh-2rem)] overflow-hidden rounded-card border border-line bg-raised text-ink shadow-float backdrop:bg-black/40",
        widths[width],
        places[place],
      )}
    >
      {children}
    </dialog>
  );
}
