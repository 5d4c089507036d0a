"use client";

import { useTranslations } from "use-intl";
import { CreationFeed } from "@/components/shared/creations/creation-feed";
import { EmptyFeed } from "@/components/shared/creations/empty-feed";
import { useOpened } from "@/components/shared/creations/use-opened";
import { ResultCard } from "./result-card";
import type { EmbeddingActions } from "./use-embeddings-page";

type ResultFeedProps = { feed: EmbeddingActions; sent: number; onExample: (() => void) | undefined };

/** Every set of texts that got vectors, the newest first. */
export function ResultFeed({ feed, sent, onExample }: ResultFeedProps) {
  const t = useTranslations("embeddings");
  const opening = useOpened();
  return (
    <CreationFeed
      kind="embedding"
      label={t("feed")}
      actions={feed.actions}
      sent={sent}
      card={(group) => <ResultCard {...group} feed={feed} {...opening(group.groupId)} />}
      empty={
        <EmptyFeed
          title={t("emptyTitle")}
          hint={t("emptyHint")}
          example={t("example")}
          onExample={onExample}
        />
      }
      failed={<p className="px-4 py-8 text-center text-danger">{t("loadFailed")}</p>}
    />
  );
}
