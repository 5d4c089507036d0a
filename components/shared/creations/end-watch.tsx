"use client";

import { CircleCheck, TriangleAlert, X } from "lucide-react";
import { usePathname, useRouter } from "next/navigation";
import { useEffect, useRef, useState, useSyncExternalStore } from "react";
import { useTranslations } from "use-intl";
import { IconButton } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import { type EndNotice, type ToldKind, watchEnds } from "@/lib/creations/notices";
import { notify } from "@/lib/creations/notify";
import { useTitleBadge } from "./use-title-badge";

/** Where an end is looked at. */
const pageOf = ({ kind, id }: Pick<EndNotice, "kind" | "id">) =>
  kind === "video" ? "/video" : `/batch/${id}`;
/** Where it is seen without anybody being told. */
const pages: Record<ToldKind, RegExp> = { video: /^\/video$/, batch: /^\/batch(\/|$)/ };
const mostShown = 3;

function subscribe(onChange: () => void): () => void {
  document.addEventListener("visibilitychange", onChange);
  return () => document.removeEventListener("visibilitychange", onChange);
}

/**
 * On every page: says when a clip or a batch has come to an end while nobody looked at it. In the title until somebody looks, in
 * the page, and as a notification for those who asked for one.
 */
export function EndWatch() {
  const t = useTranslations("ends");
  const router = useRouter();
  const visible = useSyncExternalStore(subscribe, () => document.visibilityState === "visible");
  const path = usePathname();
  const isSeen = ({ kind }: Pick<EndNotice, "kind">) => visible && pages[kind].test(path);
  const [notices, setNotices] = useState<readonly EndNotice[]>([]);
  const onEnd = (notice: EndNotice) => {
    if (isSeen(notice)) return;
    setNotices((known) => [...known, notice]);
    const title = t(`${notice.made ? "ready" : "failed"}.${notice.kind}`);
    notify({ title, body: notice.prompt, tag: notice.id }, () => router.push(pageOf(notice)));
  };
  const latest = useRef(onEnd);
  useEffect(() => {
    latest.current = onEnd;
  });
  useEffect(() => watchEnds((notice) => latest.current(notice)), []);
  useEffect(() => {
    if (visible) setNotices((known) => known.filter(({ kind }) => !pages[kind].test(path)));
  }, [visible, path]);
  useTitleBadge(notices.length);
  const dismiss = (id: string) => setNotices((known) => known.filter((notice) => notice.id !== id));
  return (
    <div
      aria-live="polite"
      className="pointer-events-none fixed end-3 bottom-3 z-30 grid w-[min(22rem,calc(100vw-1.5rem))] gap-2 *:pointer-events-auto"
    >
      {notices.slice(-mostShown).map((notice) => (
        <Notice key={notice.id} notice={notice} onDismiss={() => dismiss(notice.id)} />
      ))}
    </div>
  );
}

function Notice({ notice, onDismiss }: { notice: EndNotice; onDismiss: () => void }) {
  const t = useTranslations("ends");
  const { made, prompt, kind } = notice;
  return (
    <section
      aria-label={t(`notice.${kind}`)}
      className="flex items-start gap-2.5 rounded-card border border-line bg-raised py-2.5 ps-3 pe-1.5 text-sm shadow-float"
    >
      {made ? (
        <CircleCheck size={17} className="mt-0.5 shrink-0 text-accent" aria-hidden />
      ) : (
        <TriangleAlert size={17} className="mt-0.5 shrink-0 text-danger" aria-hidden />
      )}
      <div className="min-w-0 grow">
        <p className="font-medium">{t(`${made ? "ready" : "failed"}.${kind}`)}</p>
        <p dir="auto" className="truncate text-ink-muted">
          {prompt}
        </p>
        <Link href={pageOf(notice)} className="text-accent underline underline-offset-2" onClick={onDismiss}>
          {t("show")}
        </Link>
      </div>
      <IconButton size="icon-small" label={t("dismiss")} onClick={onDismiss}>
        <X size={15} />
      </IconButton>
    </section>
  );
}
