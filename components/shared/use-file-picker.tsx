"use client";

import { useRef } from "react";

type FilePicking = {
  /** What the dialog is for: the name of the input. */
  label: string;
  /** As the attribute; every file without it. */
  accept?: string;
  multiple?: boolean;
  onFiles: (files: File[]) => void;
};

/** The device's own dialog for choosing files: what opens it, and the input that has to be on the page. */
export function useFilePicker({ label, accept, multiple = false, onFiles }: FilePicking) {
  const ref = useRef<HTMLInputElement>(null);
  const input = (
    <input
      ref={ref}
      type="file"
      accept={accept}
      multiple={multiple}
      hidden
      aria-label={label}
      onChange={({ target }) => {
        const files = [...(target.files ?? [])];
        target.value = ""; // the same file can be chosen again
        if (files.length > 0) onFiles(files);
      }}
    />
  );
  return { input, choose: () => ref.current?.click() };
}
