"use client";

import { useRef } from "react";

type Picking = { label: string; multiple: boolean; onFiles: (files: FileList) => void };

/** The device's own dialog for choosing pictures: what opens it, and the input that has to be on the page. */
export function usePicturePicker({ label, multiple, onFiles }: Picking) {
  const ref = useRef<HTMLInputElement>(null);
  const input = (
    <input
      ref={ref}
      type="file"
      accept="image/*"
      multiple={multiple}
      hidden
      aria-label={label}
      onChange={({ target }) => {
        if (target.files) onFiles(target.files);
        target.value = "";
      }}
    />
  );
  return { input, choose: () => ref.current?.click() };
}
