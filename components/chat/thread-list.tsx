"use client";

import { useLiveQuery } from "dexie-react-hooks";
import { Trash2 } from "lucide-react";
import Link from "next/link";
import { usePathname, useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { useTranslations } from "use-intl";
import { Button, IconButton } from "@/components/ui/button";
import type { ThreadRecord } from "@/lib/history/record";
import { deleteThread, listThreads, removeDeleted, restoreThread } from "@/lib/history/thread-list";
import { cn } from "@/lib/ui/cn";

const shownThreads = 200;
const dayMs = 24 * 60 * 60 * 1000;
const undoForMs = 10_000;

type Period = "today" | "yesterday" | "earlier";

function periodOf(thread: ThreadRecord): Period {
  const midnight = new Date().setHours(0, 0, 0, 0);
  if (thread.updatedAt >= midnight) return "today";
  return thread.updatedAt >= midnight - dayMs ? "yesterday" : "earlier";
}

/** The conversations kept in this browser, newest first, by day. */
export function ThreadList({ onNavigate }: { onNavigate: () => void }) {
  const t = useTranslations("chat");
  const threads = useLiveQuery(() => listThreads(shownThreads), []);
  const pathname = usePathname();
  const router = useRouter();
  const [deleted, setDeleted] = useState<ThreadRecord>();

  useEffect(() => {
    void removeDeleted(Date.now() - dayMs).catch(() => {});
  }, []);
  useEffect(() => {
    if (!deleted) return;
    const timer = setTimeout(() => setDeleted(undefined), undoForMs);
    return () => clearTimeout(timer);
  }, [deleted]);

  const remove = async (thread: ThreadRecord) => {
    await deleteThread(thread.id);
    setDeleted(thread);
    if (pathname === `/chat/${thread.id}`) router.push("/chat");
  };
  const undo = async (thread: ThreadRecord) => {
    await restoreThread(thread.id);
    setDeleted(undefined);
  };

  return (
    <nav aria-label={t("history")} className="flex min-h-0 grow flex-col">
      <div className="min-h-0 grow overflow-y-auto px-2 pb-2">
        {threads?.length === 0 && <p className="px-2 py-3 text-sm text-ink-faint">{t("historyEmpty")}</p>}
        {(["today", "yesterday", "earlier"] as const).map((period) => {
          const group = threads?.filter((thread) => periodOf(thread) === period) ?? [];
          if (group.length === 0) return null;
          return (
            <section key={period} aria-label={t(period)} className="pt-2">
              <h2 className="px-2 py-1 text-xs text-ink-faint">{t(period)}</h2>
              <ul>
                {group.map((thread) => (
                  <ThreadRow
                    key={thread.id}
                    thread={thread}
                    current={pathname === `/chat/${thread.id}`}
                    onNavigate={onNavigate}
                    onDelete={() => void remove(thread)}
                  />
                ))}
              </ul>
            </section>
          );
        })}
      </div>
      <div role="status" className="px-2 pb-2 empty:hidden">
        {deleted && (
          <p className="flex items-center gap-2 rounded-lg bg-raised px-3 py-2 text-sm shadow-float">
            <span className="grow">{t("threadDeleted")}</span>
            <Button size="small" onClick={() => void undo(deleted)}>
              {t("undo")}
            </Button>
          </p>
        )}
      </div>
    </nav>
  );
}

type ThreadRowProps = {
  thread: ThreadRecord;
  current: boolean;
  onNavigate: () => void;
  onDelete: () => void;
};

function ThreadRow({ thread, current, onNavigate, onDelete }: ThreadRowProps) {
  const t = useTranslations("chat");
  const title = thread.title || t("untitled");
  return (
    <li className={cn("group flex items-center rounded-lg", current ? "bg-accent-soft" : "hover:bg-sunken")}>
      <Link
        href={`/chat/${thread.id}`}
        prefetch={false}
        aria-current={current ? "page" : undefined}
        onClick={onNavigate}
        title={title}
        className="min-w-0 grow truncate rounded-lg px-2 py-1.5 text-sm"
      >
        {title}
      </Link>
      <IconButton
        size="icon-small"
        label={t("deleteThread", { title })}
        onClick={onDelete}
        className="me-1 opacity-0 focus-visible:opacity-100 group-hover:opacity-100 pointer-coarse:opacity-100"
      >
        <Trash2 size={14} />
      </IconButton>
    </li>
  );
}
