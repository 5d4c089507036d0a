"use client";

import { useEffect, useRef } from "react";

const carriesFiles = (data: DataTransfer | null) => data?.types.includes("Files") === true;

/** Files that are pasted or dropped anywhere on the page. What is copied with its text is pasted as text. */
export function useFilesFromOutside(
  enabled: boolean,
  setDragging: (dragging: boolean) => void,
  onFiles: (files: File[]) => void,
) {
  const latest = useRef(onFiles);
  latest.current = onFiles;
  useEffect(() => {
    if (!enabled) return;
    const end = new AbortController();
    const listen = { signal: end.signal };
    const take = (event: Event, data: DataTransfer | null) => {
      if (!data || data.files.length === 0) return;
      event.preventDefault();
      latest.current([...data.files]);
    };
    window.addEventListener(
      "paste",
      (event) => event.clipboardData?.types.includes("text/plain") || take(event, event.clipboardData),
      listen,
    );
    window.addEventListener(
      "dragover",
      (event) => {
        if (!carriesFiles(event.dataTransfer)) return;
        event.preventDefault();
        setDragging(true);
      },
      listen,
    );
    window.addEventListener(
      "dragleave",
      (event) => event.relatedTarget === null && setDragging(false),
      listen,
    );
    window.addEventListener(
      "drop",
      (event) => {
        setDragging(false);
        take(event, event.dataTransfer);
      },
      listen,
    );
    return () => end.abort();
  }, [enabled, setDragging]);
}
