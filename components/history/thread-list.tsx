"use client";

import { usePathname, useRouter } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { Virtualizer, type VirtualizerHandle } from "virtua";
import { usePeriodName } from "@/components/shared/use-period-name";
import { Button } from "@/components/ui/button";
import type { Period } from "@/lib/history/periods";
import type { ThreadRecord } from "@/lib/history/record";
import { attempt } from "@/lib/history/refusals";
import { threadAddress } from "@/lib/history/thread-address";
import { deleteThread, restoreThread } from "@/lib/history/thread-list";
import { ThreadRow } from "./thread-row";
import { useHousekeeping } from "./use-housekeeping";
import { type ThreadLine, useThreadRows } from "./use-thread-rows";

const undoForMs = 10_000;
const rowHeight = 36;
/** More is read when fewer pixels than this are left below. */
const readAhead = 2000;

/** The conversations kept in this browser: the pinned ones, then the newest first, by day. */
export function ThreadList({ onNavigate }: { onNavigate: () => void }) {
  const t = useTranslations("history");
  const { lines, readMore } = useThreadRows();
  const { deleted, remove, undo } = useDeletion();
  const pathname = usePathname();
  const handle = useRef<VirtualizerHandle>(null);
  const navRef = useRef<HTMLElement>(null);
  const focusNext = useRef<string>(undefined);
  // The row may lie where none is drawn.
  useEffect(() => {
    const at = lines?.findIndex(({ key }) => key === focusNext.current) ?? -1;
    if (at >= 0) handle.current?.scrollToIndex(at, { align: "nearest" });
  }, [lines]);
  useHousekeeping();

  const onScroll = (offset: number) => {
    const { scrollSize, viewportSize } = handle.current ?? { scrollSize: 0, viewportSize: 0 };
    if (scrollSize - offset - viewportSize < readAhead) readMore();
  };
  const onDelete = async (thread: ThreadRecord) => {
    focusBeside(navRef.current, thread.id);
    await remove(thread);
  };
  const onUndo = () => {
    focusNext.current = deleted?.id;
    void undo();
  };
  const row = (line: ThreadLine) =>
    line.type === "heading" ? (
      <Heading key={line.key} period={line.period} />
    ) : (
      <ThreadRow
        key={line.key}
        thread={line.thread}
        current={pathname === threadAddress(line.thread)}
        focusNext={focusNext}
        onNavigate={onNavigate}
        onDelete={onDelete}
      />
    );

  return (
    <nav ref={navRef} aria-label={t("conversations")} className="flex min-h-0 grow flex-col">
      <div className="min-h-0 grow overflow-y-auto overscroll-contain px-2 pb-2">
        {lines?.length === 0 && <p className="px-2 py-3 text-sm text-ink-faint">{t("empty")}</p>}
        <Virtualizer
          ref={handle}
          as="ul"
          item="li"
          data={lines ?? []}
          itemSize={rowHeight}
          onScroll={onScroll}
        >
          {row}
        </Virtualizer>
      </div>
      <div role="status" className="px-2 pb-2 empty:hidden">
        {deleted && (
          <p className="flex items-center gap-2 rounded-lg bg-raised px-3 py-2 text-sm shadow-float">
            <span className="grow">{t("deleted")}</span>
            <Button size="small" onClick={onUndo}>
              {t("undo")}
            </Button>
          </p>
        )}
      </div>
    </nav>
  );
}

/** Gives the focus to the conversation below one that goes, or to the one above, or to the box for the next message. */
function focusBeside(list: HTMLElement | null, threadId: string): void {
  const links = [...(list?.querySelectorAll<HTMLElement>("a[data-thread]") ?? [])];
  const at = links.findIndex((link) => link.dataset["thread"] === threadId);
  // On a touch screen a focused box opens the keyboard over half of the page.
  const box = matchMedia("(pointer: coarse)").matches
    ? null
    : document.querySelector<HTMLElement>("main textarea");
  (links[at + 1] ?? links[at - 1] ?? box)?.focus();
}

/** Deletes, and can undo the last deletion for a while. */
function useDeletion() {
  const pathname = usePathname();
  const router = useRouter();
  const [deleted, setDeleted] = useState<ThreadRecord>();
  useEffect(() => {
    if (!deleted) return;
    const timer = setTimeout(() => setDeleted(undefined), undoForMs);
    return () => clearTimeout(timer);
  }, [deleted]);
  const remove = async (thread: ThreadRecord) => {
    if (!(await attempt(() => deleteThread(thread.id)))) return;
    setDeleted(thread);
    if (pathname === threadAddress(thread)) router.push(thread.kind === "compare" ? "/compare" : "/chat");
  };
  const undo = async () => {
    if (deleted && !(await attempt(() => restoreThread(deleted.id)))) return;
    setDeleted(undefined);
  };
  return { deleted, remove, undo };
}

function Heading({ period }: { period: Period | "pinned" }) {
  const t = useTranslations("history");
  const nameOf = usePeriodName();
  return (
    <h2 className="px-2 pb-1 pt-3 text-xs text-ink-faint">
      {period === "pinned" ? t("pinned") : nameOf(period)}
    </h2>
  );
}
