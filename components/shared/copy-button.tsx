"use client";

import { Check, Copy, X } from "lucide-react";
import { useEffect, useState } from "react";
import { useTranslations } from "use-intl";
import { IconButton } from "@/components/ui/button";

const confirmForMs = 1600;

type CopyButtonProps = {
  text: () => string;
  label: string;
  copiedLabel: string;
  /** The label is written beside the icon. */
  captioned?: boolean;
};

type Outcome = "copied" | "refused";

/** Browsers give the clipboard only to secure pages, and a person may refuse it. */
async function copyText(text: string): Promise<Outcome> {
  try {
    await navigator.clipboard.writeText(text);
    return "copied";
  } catch {
    return "refused";
  }
}

/** Copies a text and says for a moment whether that worked, also to screen readers. */
export function CopyButton({ text, label, copiedLabel, captioned = false }: CopyButtonProps) {
  const t = useTranslations("shared");
  const [outcome, setOutcome] = useState<Outcome>();
  useEffect(() => {
    if (!outcome) return;
    const timer = setTimeout(() => setOutcome(undefined), confirmForMs);
    return () => clearTimeout(timer);
  }, [outcome]);
  const said = outcome && (outcome === "copied" ? copiedLabel : t("copyRefused"));
  const Icon = outcome === undefined ? Copy : outcome === "copied" ? Check : X;
  return (
    <IconButton
      size={captioned ? "small" : "icon-small"}
      variant={captioned ? "outline" : "ghost"}
      label={said ?? label}
      onClick={() => void copyText(text()).then(setOutcome)}
    >
      <Icon size={15} />
      {captioned && label}
      <span className="sr-only" aria-live="polite">
        {said}
      </span>
    </IconButton>
  );
}
