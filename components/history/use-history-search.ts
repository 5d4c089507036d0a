"use client";

import { useEffect, useState } from "react";
import { groupHits } from "@/lib/history/search/group-hits";
import { searchHistory } from "@/lib/history/search/search-client";
import type { MessageHit, TitleHit } from "@/lib/history/search/search-protocol";

const limit = 60;
const titleLimit = 8;
const perThread = 3;

type Found = { titles: TitleHit[]; messages: MessageHit[][]; searching: boolean; failed: boolean };

const nothing: Found = { titles: [], messages: [], searching: false, failed: false };

/** What a search has found so far. What was found before stays in sight until the first new results are there. */
export function useHistorySearch(query: string): Found {
  const [found, setFound] = useState(nothing);
  useEffect(() => {
    if (query === "") {
      setFound(nothing);
      return;
    }
    const titles: TitleHit[] = [];
    const hits: MessageHit[] = [];
    const show = (searching: boolean, failed: boolean) =>
      setFound({
        titles: titles.slice(0, titleLimit),
        messages: groupHits(hits, limit, perThread),
        searching,
        failed,
      });
    setFound((before) => ({ ...before, searching: true }));
    return searchHistory(query, limit, {
      onTitles: (some) => {
        titles.push(...some);
        show(true, false);
      },
      onMessages: (some) => {
        hits.push(...some);
        show(true, false);
      },
      onDone: (failed) => show(false, failed),
    });
  }, [query]);
  return found;
}
