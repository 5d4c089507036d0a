"use client";

import { Trophy } from "lucide-react";
import dynamic from "next/dynamic";
import { type ReactNode, useState } from "react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { whenOnline } from "@/lib/ui/when-online";
import { CompareKinds } from "../compare-kinds";

const RatingDialog = dynamic(
  () => whenOnline(async () => (await import("@/components/shared/blind/rating-dialog")).RatingDialog),
  { ssr: false },
);

type BlindBarProps = {
  /** A round waits for its vote: the rating, which names models, stays closed. */
  secret: boolean;
  children?: ReactNode;
};

/** The ways to compare, what concerns the round, and the rating. */
export function BlindBar({ secret, children }: BlindBarProps) {
  const t = useTranslations("blind");
  const [rating, setRating] = useState(false);
  return (
    <header className="border-b border-line">
      <div
        role="toolbar"
        aria-label={t("title")}
        className="flex min-h-12 flex-wrap items-center gap-x-3 gap-y-1 px-2 py-1"
      >
        {/* On a narrow screen the ways into the rail lie over both ends of the first row. */}
        <div className="flex min-h-10 min-w-0 items-center max-sm:w-full max-sm:ps-10 max-sm:pe-23 sm:max-lg:ps-12">
          <CompareKinds kind="blind" />
        </div>
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1 max-sm:min-w-0 max-sm:flex-1 sm:max-lg:order-last sm:max-lg:w-full">
          {children}
        </div>
        <Button
          size="small"
          variant="ghost"
          className="ms-auto sm:max-lg:me-22"
          aria-haspopup="dialog"
          aria-label={t("rating")}
          disabled={secret}
          title={secret ? t("ratingAfterVote") : t("rating")}
          onClick={() => setRating(true)}
        >
          <Trophy size={15} aria-hidden /> <span className="max-sm:sr-only">{t("rating")}</span>
        </Button>
      </div>
      {rating && <RatingDialog operation="chat.completions" onClose={() => setRating(false)} />}
    </header>
  );
}
