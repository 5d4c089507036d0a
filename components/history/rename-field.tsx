"use client";

import { type FormEvent, type KeyboardEvent, useState } from "react";
import { useTranslations } from "use-intl";
import type { ThreadRecord } from "@/lib/history/record";
import { attempt } from "@/lib/history/refusals";
import { renameThread } from "@/lib/history/thread-list";

type RenameFieldProps = {
  thread: ThreadRecord;
  /** `byKey`: the focus is still in the field, and goes on from there. */
  onDone: (byKey: boolean) => void;
};

/** Gives a conversation another name: Enter or leaving the field keeps it, Escape does not, an empty one is refused. */
export function RenameField({ thread, onDone }: RenameFieldProps) {
  const t = useTranslations("history");
  const [title, setTitle] = useState(thread.title);
  const empty = title.trim() === "";
  const keep = async (byKey: boolean) => {
    if (title.trim() !== thread.title) await attempt(() => renameThread(thread.id, title.trim()));
    onDone(byKey);
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (!empty) void keep(true);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // Of a composition Escape takes back the letters, not the name.
    if (event.key !== "Escape" || event.nativeEvent.isComposing) return;
    event.preventDefault(); // the drawer around it stays open
    event.stopPropagation();
    onDone(true);
  };
  return (
    <form onSubmit={onSubmit}>
      <input
        // biome-ignore lint/a11y/noAutofocus: the person has just asked to rename
        autoFocus
        value={title}
        maxLength={200}
        aria-label={t("renameLabel")}
        aria-invalid={empty}
        onFocus={(event) => event.target.select()}
        onChange={(event) => setTitle(event.target.value)}
        onKeyDown={onKeyDown}
        onBlur={() => (empty ? onDone(false) : void keep(false))}
        className="h-8 w-full rounded-lg border border-accent bg-surface px-2 text-base outline-none aria-invalid:border-danger sm:text-sm"
      />
    </form>
  );
}
