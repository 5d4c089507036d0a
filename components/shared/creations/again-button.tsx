"use client";

import { type ReactNode, useState } from "react";
import { createPortal } from "react-dom";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { SendAnyway } from "./send-anyway";

type AgainButtonProps = {
  /** Nobody knows whether SiliconFlow has done it, and charged for it. */
  mayBeDone: boolean;
  label: ReactNode;
  onAgain: () => void;
};

/**
 * Sends again what has ended without a result. What may have been done already is sent again only by somebody who
 * knows that it may cost twice.
 */
export function AgainButton({ mayBeDone, label, onAgain }: AgainButtonProps) {
  const t = useTranslations("creations");
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Button size="small" onClick={mayBeDone ? () => setAsking(true) : onAgain}>
        {mayBeDone ? t("sendAnyway") : label}
      </Button>
      {asking &&
        // Beside the notice that the button stands in: that is read out again when anything in it changes.
        createPortal(
          <SendAnyway
            onClose={() => setAsking(false)}
            onConfirm={() => {
              setAsking(false);
              onAgain();
            }}
          />,
          document.body,
        )}
    </>
  );
}
