"use client";

import { Columns3, Ellipsis, LoaderCircle, MessageSquare, TextCursorInput } from "lucide-react";
import { type KeyboardEvent, lazy, type RefObject, Suspense, useState, useSyncExternalStore } from "react";
import { useTranslations } from "use-intl";
import { Link } from "@/components/ui/link";
import { MenuButton } from "@/components/ui/menu-button";
import { onThreadActivity, threadActivity } from "@/lib/history/activity";
import type { ThreadRecord } from "@/lib/history/record";
import { threadAddress } from "@/lib/history/thread-address";
import { cn } from "@/lib/ui/cn";
import { whenOnline } from "@/lib/ui/when-online";
import { RenameField } from "./rename-field";

const loadMenu = () => import("./thread-menu");
const ExportDialog = lazy(async () => ({
  default: (await whenOnline(() => import("./archive/export-dialog"))).ExportDialog,
}));
const ThreadMenu = lazy(async () => ({ default: (await loadMenu()).ThreadMenu }));

/** Without a pointer that can hover, the menu is always in sight. */
const menuButtonClass =
  "me-1 opacity-0 focus-visible:opacity-100 group-focus-within:opacity-100 group-hover:opacity-100 aria-expanded:opacity-100 pointer-coarse:size-10 pointer-coarse:opacity-100";

type ThreadRowProps = {
  thread: ThreadRecord;
  current: boolean;
  /** The conversation whose row takes the focus as soon as it is there. */
  focusNext: RefObject<string | undefined>;
  onNavigate: () => void;
  onDelete: (thread: ThreadRecord) => Promise<void>;
};

/** A conversation in the list: opens it, shows whether it is being answered, and has a menu of its own. */
export function ThreadRow({ thread, current, focusNext, onNavigate, onDelete }: ThreadRowProps) {
  const t = useTranslations("history");
  const [renaming, setRenaming] = useState(false);
  const [exporting, setExporting] = useState(false);
  const title = thread.title || t("untitled");
  const onRenamed = (byKey: boolean) => {
    if (byKey) focusNext.current = thread.id;
    setRenaming(false);
  };
  const takeFocus = (link: HTMLAnchorElement | null) => {
    if (!link || focusNext.current !== thread.id) return;
    focusNext.current = undefined;
    link.focus();
  };
  if (renaming) return <RenameField thread={thread} onDone={onRenamed} />;
  return (
    <div className={cn("group flex items-center rounded-lg", current ? "bg-accent-soft" : "hover:bg-sunken")}>
      <Link
        ref={takeFocus}
        href={threadAddress(thread)}
        data-thread={thread.id}
        aria-current={current ? "page" : undefined}
        onClick={onNavigate}
        onKeyDown={moveFocus}
        title={title}
        className="flex min-w-0 grow items-center gap-2 rounded-lg px-2 py-1.5 text-sm pointer-coarse:py-2.5"
      >
        <ThreadMark thread={thread} />
        <span className="truncate">{title}</span>
      </Link>
      <MenuButton
        label={t("more", { title })}
        icon={<Ellipsis size={15} />}
        className={menuButtonClass}
        preload={loadMenu}
        menu={(opening) => (
          <ThreadMenu
            {...opening}
            thread={thread}
            onRename={() => setRenaming(true)}
            onExport={() => setExporting(true)}
            onDelete={() => void onDelete(thread)}
          />
        )}
      />
      {exporting && (
        <Suspense fallback={null}>
          <ExportDialog thread={thread} onClose={() => setExporting(false)} />
        </Suspense>
      )}
    </div>
  );
}

/** Arrow keys go from conversation to conversation. */
function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
  const links = [
    ...(event.currentTarget.closest("nav")?.querySelectorAll<HTMLElement>("a[data-thread]") ?? []),
  ];
  const next = links[links.indexOf(event.currentTarget) + (event.key === "ArrowDown" ? 1 : -1)];
  if (!next) return;
  event.preventDefault();
  next.focus();
}

/** What kind it is; while an answer is being written, that; a dot when one was written while nobody looked. */
function ThreadMark({ thread }: { thread: ThreadRecord }) {
  const t = useTranslations("history");
  const { answering, unread } = useSyncExternalStore(onThreadActivity, threadActivity, threadActivity);
  if (answering.has(thread.id))
    return (
      <LoaderCircle
        size={14}
        role="img"
        aria-label={t("answering")}
        className="shrink-0 animate-spin text-accent"
      />
    );
  if (unread.has(thread.id))
    return (
      <span role="img" aria-label={t("unread")} className="grid size-3.5 shrink-0 place-items-center">
        <span className="size-2 rounded-full bg-accent" />
      </span>
    );
  if (thread.kind === "fill")
    return (
      <TextCursorInput size={14} role="img" aria-label={t("fill")} className="shrink-0 text-ink-faint" />
    );
  if (thread.kind === "compare")
    return <Columns3 size={14} role="img" aria-label={t("compare")} className="shrink-0 text-ink-faint" />;
  return <MessageSquare size={14} aria-hidden className="shrink-0 text-ink-faint" />;
}
