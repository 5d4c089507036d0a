"use client";

import type { ReactNode } from "react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/lib/ui/cn";

type SendFormProps = {
  label: string;
  /** Something is being dragged over the page that could be dropped. */
  dragging: boolean;
  /** Why it cannot be sent: said once somebody tries. */
  blocked: string | undefined;
  sending: boolean;
  onSend: () => void;
  /** How much is sent, before it is. */
  size: ReactNode;
  /** What stands before it. */
  hint?: ReactNode;
  /** On the button that sends. */
  send: ReactNode;
  children: ReactNode;
};

/** What is given to models, in a card whose last line always stays in sight: what is sent, and the button. */
export function SendForm({
  label,
  dragging,
  blocked,
  sending,
  onSend,
  size,
  hint,
  send,
  children,
}: SendFormProps) {
  const [tried, setTried] = useState(false);
  return (
    <form
      aria-label={label}
      className="mx-auto w-full max-w-6xl shrink-0 px-3 pt-2 sm:px-4"
      onSubmit={(event) => {
        event.preventDefault();
        setTried(blocked !== undefined);
        if (!blocked) onSend();
      }}
    >
      <div
        className={cn(
          "max-h-[60dvh] overflow-y-auto overscroll-contain rounded-card border border-line bg-surface shadow-sm focus-within:border-accent max-sm:max-h-[70dvh]",
          dragging && "border-accent border-dashed bg-accent-soft",
        )}
      >
        {children}
        <div className="sticky bottom-0 z-1 flex flex-wrap items-center gap-x-2 gap-y-1.5 bg-surface px-3 py-2">
          {hint}
          <p role="status" className="min-w-0 grow text-end text-xs text-ink-faint tabular-nums">
            {tried && blocked ? <span className="text-warning">{blocked}</span> : size}
          </p>
          <Button
            variant="solid"
            type="submit"
            className="ms-auto"
            aria-disabled={blocked !== undefined || sending}
          >
            {send}
          </Button>
        </div>
      </div>
    </form>
  );
}
