"use client";

import { Bell, BellRing } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { type NotifyState, notifyState, switchNotify } from "@/lib/creations/notify";

/** Turns notifications on, which the browser asks about, and off again. */
export function NotifyButton() {
  const t = useTranslations("ends");
  const [state, setState] = useState<NotifyState>(notifyState);
  const [asked, setAsked] = useState(false);
  if (state === "unavailable") return null;
  if (state === "refused" && asked)
    return (
      <p className="basis-full text-xs text-ink-faint" role="status">
        {t("notifyRefused")}
      </p>
    );
  const on = state === "on";
  const toggle = async () => {
    setState(await switchNotify(!on));
    setAsked(true);
  };
  const Icon = on ? BellRing : Bell;
  return (
    <Button size="small" variant="toggle" aria-pressed={on} onClick={() => void toggle()}>
      <Icon size={14} aria-hidden /> {t(on ? "notifyOn" : "notify")}
    </Button>
  );
}
