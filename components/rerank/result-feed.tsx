"use client";

import { useState } from "react";
import { useTranslations } from "use-intl";
import { CreationFeed } from "@/components/shared/creations/creation-feed";
import { Button } from "@/components/ui/button";
import { ResultCard } from "./result-card";
import type { RerankActions } from "./use-rerank-page";

type ResultFeedProps = { feed: RerankActions; sent: number; onExample: (() => void) | undefined };

/** Every query whose documents were ranked, the newest first. */
export function ResultFeed({ feed, sent, onExample }: ResultFeedProps) {
  const t = useTranslations("rerank");
  // Kept here: a card that is scrolled far out of sight is not drawn, and comes back as it was.
  const [opened, setOpened] = useState<ReadonlyMap<string, boolean>>(new Map());
  const open = (groupId: string, on: boolean) => setOpened((known) => new Map(known).set(groupId, on));
  return (
    <CreationFeed
      kind="ranking"
      label={t("feed")}
      actions={feed.actions}
      sent={sent}
      card={(group) => (
        <ResultCard
          {...group}
          feed={feed}
          open={opened.get(group.groupId)}
          onOpen={(on) => open(group.groupId, on)}
        />
      )}
      empty={
        <section aria-label={t("emptyTitle")} className="mx-auto w-full max-w-3xl px-4 py-8">
          <h2 className="text-2xl font-semibold tracking-tight">{t("emptyTitle")}</h2>
          <p className="mt-1 text-ink-muted">{t("emptyHint")}</p>
          {onExample && (
            <Button className="mt-4" onClick={onExample}>
              {t("example")}
            </Button>
          )}
        </section>
      }
      failed={<p className="px-4 py-8 text-center text-danger">{t("loadFailed")}</p>}
    />
  );
}
