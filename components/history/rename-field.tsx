"use client";

import { type FormEvent, type KeyboardEvent, useState } from "react";
import { useTranslations } from "use-intl";
import type { ThreadRecord } from "@/lib/history/record";
import { renameThread } from "@/lib/history/thread-list";

/** Gives a conversation another name: Enter or leaving the field keeps it, Escape does not, an empty one is refused. */
export function RenameField({ thread, onDone }: { thread: ThreadRecord; onDone: () => void }) {
  const t = useTranslations("history");
  const [title, setTitle] = useState(thread.title);
  const empty = title.trim() === "";
  const keep = async (event?: FormEvent) => {
    event?.preventDefault();
    if (empty) return;
    if (title.trim() !== thread.title) await renameThread(thread.id, title.trim());
    onDone();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Escape") return;
    event.preventDefault(); // the drawer around it stays open
    event.stopPropagation();
    onDone();
  };
  return (
    <form onSubmit={(event) => void keep(event)}>
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
        onBlur={() => (empty ? onDone() : void keep())}
        className="h-8 w-full rounded-lg border border-accent bg-surface px-2 text-base outline-none aria-invalid:border-danger sm:text-sm"
      />
    </form>
  );
}
