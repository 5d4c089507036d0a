"use client";

import { useRef, useState } from "react";
import { useFilesFromOutside } from "@/components/shared/use-files-from-outside";
import { randomUuid } from "@/lib/core/random-uuid";
import type { PictureProblem } from "@/lib/files/add-picture";
import type { Attachment } from "@/lib/history/record";

export type RefusedPicture = { id: string; name: string; problem: PictureProblem | "tooMany" };

type Parts = {
  /** Where there is room for one, another takes its place. */
  most: number;
  pictures: readonly Attachment[];
  onChange: (pictures: readonly Attachment[]) => void;
  /** Whether pasted and dropped pictures are for it; true where nothing is said. */
  fromOutside?: boolean;
  /** Takes a pasted or dropped file that is no picture; it is refused where nothing does. */
  onOther?: (file: File) => void;
};

/** The code that reads pictures is fetched with the first one. */
async function prepared(file: Blob, name: string) {
  try {
    const { addPicture } = await import("@/lib/files/add-picture");
    return await addPicture(file, name);
  } catch {
    return { ok: false as const, error: "unreadable" as const };
  }
}

/** The pictures to start from: by button, paste or drop, in an order that can be changed. */
export function useInputPictures({ most, pictures, onChange, fromOutside = true, onOther }: Parts) {
  const [pending, setPending] = useState<readonly { id: string; name: string }[]>([]);
  const [refused, setRefused] = useState<readonly RefusedPicture[]>([]);
  const [dragging, setDragging] = useState(false);
  // Several pictures may be ready before the page is painted again.
  const latest = useRef(pictures);
  latest.current = pictures;
  const set = (next: readonly Attachment[]) => {
    latest.current = next;
    onChange(next);
  };
  const refuse = (name: string, problem: RefusedPicture["problem"]) =>
    setRefused((known) => [...known, { id: randomUuid(), name, problem }]);
  const add = async (files: Iterable<{ file: Blob; name: string }>) => {
    const waiting = [...files].map((entry) => ({ ...entry, id: randomUuid() }));
    setRefused([]);
    setPending((known) => [...known, ...waiting]);
    for (const { id, name, file } of waiting) {
      const others = most === 1 ? [] : latest.current;
      const full = others.length >= most;
      const added = full ? undefined : await prepared(file, name);
      setPending((known) => known.filter((other) => other.id !== id));
      if (!added) refuse(name, "tooMany");
      else if (added.ok) set([...(most === 1 ? [] : latest.current), added.value]);
      else refuse(name, added.error);
    }
  };
  const addFiles = (files: Iterable<File>) => add([...files].map((file) => ({ file, name: file.name })));
  useFilesFromOutside(fromOutside, setDragging, (files) => {
    const isOther = ({ type }: File) => onOther !== undefined && !type.startsWith("image/");
    const other = [...files].find(isOther);
    if (other) onOther?.(other);
    void addFiles([...files].filter((file) => !isOther(file)));
  });
  /** Puts a picture one place further on, or back. */
  const move = (at: number, step: number) => {
    const next = [...latest.current];
    const [moved] = next.splice(at, 1);
    if (moved) next.splice(at + step, 0, moved);
    set(next);
  };
  return {
    pictures,
    pending,
    refused,
    dragging,
    add,
    addFiles,
    set,
    move,
    remove: (id: string) => set(latest.current.filter((picture) => picture.id !== id)),
    dismiss: () => setRefused([]),
  };
}

export type InputPictures = ReturnType<typeof useInputPictures>;
