"use client";

import { type RefObject, useEffect, useRef, useState } from "react";

const hasFiles = ({ dataTransfer }: DragEvent) => dataTransfer?.types.includes("Files") ?? false;

/** Takes a file that is dropped anywhere on the dialog around an element. Says while one is over it. */
export function useFileDrop(ref: RefObject<HTMLElement | null>, onFile: (file: File) => void): boolean {
  const [dragging, setDragging] = useState(false);
  const latest = useRef(onFile);
  useEffect(() => {
    latest.current = onFile;
  });
  useEffect(() => {
    const dialog = ref.current?.closest("dialog");
    if (!dialog) return;
    const over = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      // The page behind takes files for the message.
      event.stopPropagation();
      setDragging(true);
    };
    const leave = (event: DragEvent) => {
      if (!dialog.contains(event.relatedTarget as Node | null)) setDragging(false);
    };
    const drop = (event: DragEvent) => {
      setDragging(false);
      const file = event.dataTransfer?.files[0];
      if (!file) return;
      event.preventDefault();
      event.stopPropagation();
      latest.current(file);
    };
    dialog.addEventListener("dragenter", over);
    dialog.addEventListener("dragover", over);
    dialog.addEventListener("dragleave", leave);
    dialog.addEventListener("drop", drop);
    return () => {
      dialog.removeEventListener("dragenter", over);
      dialog.removeEventListener("dragover", over);
      dialog.removeEventListener("dragleave", leave);
      dialog.removeEventListener("drop", drop);
    };
  }, [ref]);
  return dragging;
}
