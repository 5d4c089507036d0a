"use client";

import { useTranslations } from "use-intl";
import { CopyButton } from "@/components/shared/copy-button";
import { Dialog } from "@/components/shared/dialog";

type TextDialogProps = { name: string; text: string; onClose: () => void };

/** A text that was sent, as it is. */
export function TextDialog({ name, text, onClose }: TextDialogProps) {
  const t = useTranslations("chat");
  const copy = <CopyButton text={() => text} label={t("copyQuestion")} copiedLabel={t("copied")} />;
  return (
    <Dialog title={name} onClose={onClose} actions={copy} width="wide">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: scrolled with the keyboard */}
      <pre tabIndex={0} className="min-h-0 overflow-auto whitespace-pre-wrap p-4 text-sm wrap-anywhere">
        {text}
      </pre>
    </Dialog>
  );
}
