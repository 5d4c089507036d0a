"use client";

import { Download } from "lucide-react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { toCsv } from "@/lib/core/csv";
import { dayOf, download } from "@/lib/history/archive/save-file";
import type { RatingGroup } from "@/lib/rounds/rating";
import type { VoteRecord } from "@/lib/rounds/vote-record";

type RatingExportProps = { groups: readonly RatingGroup[] | undefined; votes: readonly VoteRecord[] };

/** The table as CSV, and the votes behind it as JSON, one a line. */
export function RatingExport({ groups, votes }: RatingExportProps) {
  const t = useTranslations("blind");
  const save = (text: string, type: string, name: string) =>
    download(
      new Blob([text], { type }),
      `${name}-${dayOf(new Date())}.${type === "text/csv" ? "csv" : "jsonl"}`,
    );
  return (
    <>
      <Button
        size="small"
        disabled={!groups || groups.length === 0}
        onClick={() => save(ratingCsv(groups ?? []), "text/csv", "rating")}
      >
        <Download size={14} aria-hidden /> {t("exportRating")}
      </Button>
      <Button
        size="small"
        onClick={() =>
          save(votes.map((vote) => `${JSON.stringify(vote)}\n`).join(""), "application/jsonl", "votes")
        }
      >
        <Download size={14} aria-hidden /> {t("exportVotes")}
      </Button>
    </>
  );
}

const head = ["group", "model", "rating", "low95", "high95", "games", "wins", "ties"];

function ratingCsv(groups: readonly RatingGroup[]): string {
  const rows = groups.flatMap((group, at) =>
    group.map(({ model, rating, low, high, games, wins, ties }) => [
      at + 1,
      model,
      rating.toFixed(1),
      low.toFixed(1),
      high.toFixed(1),
      games,
      wins,
      ties,
    ]),
  );
  return toCsv([head, ...rows]);
}
