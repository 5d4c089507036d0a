"use client";

import { useTranslations } from "use-intl";
import { CreationFeed } from "@/components/shared/creations/creation-feed";
import { EmptyFeed } from "@/components/shared/creations/empty-feed";
import { useOpened } from "@/components/shared/creations/use-opened";
import { ResultCard } from "./result-card";
import type { RerankActions } from "./use-rerank-page";

type ResultFeedProps = { feed: RerankActions; sent: number; onExample: (() => void) | undefined };

/** Every query whose documents were ranked, the newest first. */
export function ResultFeed({ feed, sent, onExample }: ResultFeedProps) {
  const t = useTranslations("rerank");
  const opening = useOpened();
  return (
    <CreationFeed
      kind="ranking"
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
