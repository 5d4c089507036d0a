"use client";

import { useEffect, useRef, useState } from "react";
import { useTranslations } from "use-intl";
import type { ChatUIMessage } from "@/lib/chat/chat-message";

/** Tells screen readers once that an answer begins and once how it ended, and nothing in between. */
export function AnswerAnnouncer({ busy, last }: { busy: boolean; last: ChatUIMessage | undefined }) {
  const t = useTranslations("chat");
  const [said, setSaid] = useState("");
  const wasBusy = useRef(busy);
  const begun = busy && last?.role === "assistant" && last.parts.some((part) => part.type === "text");
  const state = last?.metadata?.facts.state;
  useEffect(() => {
    if (begun) setSaid(t("answerStarted"));
  }, [begun, t]);
  useEffect(() => {
    if (wasBusy.current && !busy) {
      const failed = state === "failed" || state === "interrupted";
      setSaid(t(state === "stopped" ? "answerStopped" : failed ? "answerFailed" : "answerDone"));
    }
    wasBusy.current = busy;
  }, [busy, state, t]);
  return (
    <p role="status" className="sr-only">
      {said}
    </p>
  );
}
