"use client";

import { useTranslations } from "use-intl";
import { CreationFeed } from "@/components/shared/creations/creation-feed";
import type { ClipActions } from "./clip-actions";
import { ClipCard } from "./clip-card";
import { EmptyVideo } from "./empty-video";

type ClipFeedProps = { actions: ClipActions; onPick: (prompt: string) => void };

/** Every clip that was asked for, the newest first. */
export function ClipFeed({ actions, onPick }: ClipFeedProps) {
  const t = useTranslations("video");
  return (
    <CreationFeed
      kind="video"
      label={t("feed")}
      actions={actions}
      card={(group) => <ClipCard {...group} actions={actions} />}
      empty={<EmptyVideo onPick={onPick} />}
      failed={<p className="px-4 py-8 text-center text-danger">{t("loadFailed")}</p>}
    />
  );
}
