"use client";

import { CircleCheck, TriangleAlert, X } from "lucide-react";
import Link from "next/link";
import { usePathname, useRouter } from "next/navigation";
import { useEffect, useRef, useState, useSyncExternalStore } from "react";
import { useTranslations } from "use-intl";
import { IconButton } from "@/components/ui/button";
import { type ClipNotice, watchClips } from "@/lib/video/notices";
import { notify } from "@/lib/video/notify";
import { useTitleBadge } from "./use-title-badge";

const page = "/video";
const mostShown = 3;

function subscribe(onChange: () => void): () => void {
  document.addEventListener("visibilitychange", onChange);
  return () => document.removeEventListener("visibilitychange", onChange);
}

/**
 * On every page: says when a clip has come to an end while nobody looked at it. In the title until somebody looks, in
 * the page, and as a notification for those who asked for one.
 */
export function ClipWatch() {
  const t = useTranslations("video");
  const router = useRouter();
  const visible = useSyncExternalStore(subscribe, () => document.visibilityState === "visible");
  const looking = usePathname() === page && visible;
  const [notices, setNotices] = useState<readonly ClipNotice[]>([]);
  const onEnd = (notice: ClipNotice) => {
    if (looking) return;
    setNotices((known) => [...known, notice]);
    const title = t(notice.made ? "ready" : "failedNotice");
    notify({ title, body: notice.prompt, tag: notice.id }, () => router.push(page));
  };
  const latest = useRef(onEnd);
  useEffect(() => {
    latest.current = onEnd;
  });
  useEffect(() => watchClips((notice) => latest.current(notice)), []);
  useEffect(() => {
    if (looking) setNotices([]);
  }, [looking]);
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

function Notice({ notice: { made, prompt }, onDismiss }: { notice: ClipNotice; onDismiss: () => void }) {
  const t = useTranslations("video");
  return (
    <section
      aria-label={t("notice")}
      className="flex items-start gap-2.5 rounded-card border border-line bg-raised py-2.5 ps-3 pe-1.5 text-sm shadow-float"
    >
      {made ? (
        <CircleCheck size={17} className="mt-0.5 shrink-0 text-accent" aria-hidden />
      ) : (
        <TriangleAlert size={17} className="mt-0.5 shrink-0 text-danger" aria-hidden />
      )}
      <div className="min-w-0 grow">
        <p className="font-medium">{t(made ? "ready" : "failedNotice")}</p>
        <p dir="auto" className="truncate text-ink-muted">
          {prompt}
        </p>
        <Link href={page} className="text-accent underline underline-offset-2" onClick={onDismiss}>
          {t("show")}
        </Link>
      </div>
      <IconButton size="icon-small" label={t("dismiss")} onClick={onDismiss}>
        <X size={15} />
      </IconButton>
    </section>
  );
}
