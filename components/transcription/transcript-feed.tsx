"use client";

import Link from "next/link";
import { useTranslations } from "use-intl";
import { CreationFeed } from "@/components/shared/creations/creation-feed";
import { TranscriptCard } from "./transcript-card";
import type { TranscriptActions } from "./use-transcription-page";

/** Every recording that was written down, the newest first. */
export function TranscriptFeed({ feed }: { feed: TranscriptActions }) {
  const t = useTranslations("transcription");
  return (
    <CreationFeed
      kind="transcription"
      label={t("feed")}
      actions={feed.actions}
      card={(group) => <TranscriptCard {...group} feed={feed} />}
      empty={
        <section aria-label={t("emptyTitle")} className="mx-auto w-full max-w-3xl px-4 py-8">
          <h2 className="text-2xl font-semibold tracking-tight">{t("emptyTitle")}</h2>
          <p className="mt-1 text-ink-muted">{t("emptyHint")}</p>
          <p className="mt-4 text-sm text-ink-muted">
            {t("emptyTry")}{" "}
            <Link href="/speech" className="text-accent underline underline-offset-2">
              {t("toSpeech")}
            </Link>
          </p>
        </section>
      }
      failed={<p className="px-4 py-8 text-center text-danger">{t("loadFailed")}</p>}
    />
  );
}
