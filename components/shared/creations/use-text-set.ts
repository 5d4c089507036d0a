"use client";

import { useEffect, useState } from "react";
import { loadTextSet, type TextSet } from "@/lib/creations/text-set";
import type { CreationRecord } from "@/lib/history/creation-record";

/** The texts of a group, from this browser: null when it does not have them (any more). */
export function useTextSet(record: CreationRecord | undefined): TextSet | null | undefined {
  const [set, setSet] = useState<TextSet | null>();
  const id = record?.inputs[0]?.mediaId;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the record changes with every event, its texts never
  useEffect(() => {
    let current = true;
    if (record)
      void loadTextSet(record)
        .catch(() => undefined)
        .then((found) => current && setSet(found ?? null));
    return () => {
      current = false;
    };
  }, [id]);
  return set;
}
