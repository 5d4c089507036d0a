"use client";

import { useEffect, useState } from "react";
import type { CreationRecord, RankingReview } from "@/lib/history/creation-record";

/** Changes what the person found of the documents; in one step, so that it goes well with other tabs. */
async function change(id: string, how: (review: RankingReview) => void): Promise<void> {
  const { changeCreation } = await import("@/lib/creations/store");
  await changeCreation(id, (record) => {
    const review = record.review ?? { grades: {} };
    how(review);
    record.review = review;
  });
}

const none: RankingReview["grades"] = {};

/** What the person found of the documents, kept with them. */
export function useReview({ id, review }: CreationRecord) {
  const kept = review?.threshold ?? 0;
  // The slider moves before the storage has answered.
  const [moved, setMoved] = useState<number>();
  const [unkept, setUnkept] = useState(false);
  useEffect(() => {
    if (moved === kept) setMoved(undefined);
  }, [moved, kept]);
  const save = (how: (found: RankingReview) => void) =>
    void change(id, how).then(
      () => setUnkept(false),
      () => setUnkept(true),
    );
  return {
    grades: review?.grades ?? none,
    threshold: moved ?? kept,
    /** It could not be stored. */
    unkept,
    grade: (place: number, grade: number) =>
      save(({ grades }) => {
        if (grade === 0) delete grades[place];
        else grades[place] = grade;
      }),
    setThreshold: (threshold: number) => {
      setMoved(threshold);
      save((found) => {
        found.threshold = threshold;
      });
    },
  };
}

export type Review = ReturnType<typeof useReview>;
