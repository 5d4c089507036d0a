"use client";

import { usePathname } from "next/navigation";
import { useEffect, useState } from "react";
import { useTranslations } from "use-intl";
import { MissingPage } from "@/components/shared/missing-page";
import { Comparison } from "@/lib/compare/comparison";
import { loadComparison } from "@/lib/compare/load-comparison";
import type { RoundRecord } from "@/lib/history/record";
import { takeAddress } from "@/lib/ui/take-address";
import { BlindRound } from "./blind-round";
import { BlindStart } from "./blind-start";

type Opened = { threadId: string; comparison: Comparison; stored: RoundRecord | undefined };

/** The id in /compare/blind/<id>; nothing for a round that has not begun. */
const threadIdOf = (pathname: string) => /^\/compare\/blind\/([^/]+)/.exec(pathname)?.[1];

/** The round that the address names, or a new one, whose address takes on its id with the first question. */
export function BlindScreen() {
  const t = useTranslations("blind");
  const threadId = threadIdOf(usePathname());
  const [opened, setOpened] = useState<Opened | { threadId: string; comparison: undefined }>();
  const known = opened?.threadId === threadId ? opened : undefined;
  const isKnown = known !== undefined;

  useEffect(() => {
    if (threadId === undefined || isKnown) return;
    let current = true;
    void openRound(threadId)
      .catch(() => undefined)
      .then((found) => {
        if (current) setOpened(found ?? { threadId, comparison: undefined });
      });
    return () => {
      current = false;
    };
  }, [threadId, isKnown]);

  if (threadId === undefined)
    return (
      <BlindStart
        onBegun={(comparison) => {
          setOpened({ threadId: comparison.threadId, comparison, stored: undefined });
          takeAddress(`/compare/blind/${comparison.threadId}`, "/compare/blind");
        }}
      />
    );
  if (!known) return <p className="px-6 py-16 text-sm text-ink-muted max-lg:ps-16">{t("loading")}</p>;
  if (!known.comparison)
    return (
      <MissingPage
        title={t("missing")}
        advice={t("missingAdvice")}
        link={{ href: "/compare/blind", label: t("newRound") }}
      />
    );
  return <BlindRound key={threadId} comparison={known.comparison} stored={known.stored} />;
}

async function openRound(threadId: string): Promise<Opened | undefined> {
  const loaded = await loadComparison(threadId);
  if (!loaded?.thread.round) return undefined;
  return {
    threadId,
    comparison: new Comparison({ threadId, loaded, setups: [] }),
    stored: loaded.thread.round,
  };
}
