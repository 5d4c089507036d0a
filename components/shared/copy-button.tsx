"use client";

import { Check, Copy } from "lucide-react";
import { useEffect, useState } from "react";
import { IconButton } from "@/components/ui/button";

const confirmForMs = 1600;

type CopyButtonProps = { text: () => string; label: string; copiedLabel: string };

/** Copies a text and says so for a moment, also to screen readers. */
export function CopyButton({ text, label, copiedLabel }: CopyButtonProps) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), confirmForMs);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = async () => {
    await navigator.clipboard.writeText(text());
    setCopied(true);
  };
  return (
    <IconButton size="icon-small" label={copied ? copiedLabel : label} onClick={() => void copy()}>
      {copied ? <Check size={15} /> : <Copy size={15} />}
      <span className="sr-only" aria-live="polite">
        {copied ? copiedLabel : ""}
      </span>
    </IconButton>
  );
}
