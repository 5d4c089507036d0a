"use client";

import { Mic } from "lucide-react";
import type { RefObject } from "react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { keyNames, shortcuts } from "@/lib/ui/shortcuts";
import type { TextBox } from "./text-box";
import { dictateInto } from "./use-dictation-requests";

/** Speaks into a text box instead of typing. */
export function DictateButton({ boxRef }: { boxRef: RefObject<TextBox | null> }) {
  const t = useTranslations("dictation");
  return (
    <Button
      variant="ghost"
      size="icon-small"
      shape="pill"
      aria-label={t("dictate")}
      aria-keyshortcuts="Control+Shift+L Meta+Shift+L"
      title={`${t("dictate")} (${keyNames(shortcuts.dictate).join(" ")})`}
      onClick={() => dictateInto(boxRef.current)}
    >
      <Mic size={16} />
    </Button>
  );
}
