"use client";

import { useEffect, useRef, useState } from "react";
import { useTranslations } from "use-intl";
import type { PromptSetState } from "./use-prompt-set";

/** Tells screen readers once that everything is done, and nothing in between. */
export function SetAnnouncer({ state: { phase, statistics } }: { state: PromptSetState }) {
  const t = useTranslations("promptSet");
  const [said, setSaid] = useState("");
  const before = useRef(phase);
  const done = statistics.reduce((sum, column) => sum + column.done, 0);
  const failed = statistics.reduce((sum, column) => sum + column.failed, 0);
  useEffect(() => {
    const worked = before.current === "running" || before.current === "stopping";
    if (worked && phase === "idle") setSaid(t("allDone", { done, failed }));
    if (phase === "running") setSaid("");
    before.current = phase;
  }, [phase, done, failed, t]);
  return (
    <p role="status" className="sr-only">
      {said}
    </p>
  );
}
