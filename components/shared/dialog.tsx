"use client";

import { X } from "lucide-react";
import type { ComponentProps, ReactNode } from "react";
import { createPortal } from "react-dom";
import { useTranslations } from "use-intl";
import { IconButton } from "@/components/ui/button";
import { Modal } from "@/components/ui/modal";

type DialogProps = {
  title: string;
  onClose: () => void;
  /** Beside the button that closes. */
  actions?: ReactNode;
  width?: ComponentProps<typeof Modal>["width"];
  children: ReactNode;
};

/** A dialog with its title, and a button to close it. Outside the message's form: forms do not lie in forms. */
export function Dialog({ title, onClose, actions, width = "medium", children }: DialogProps) {
  const t = useTranslations("shared");
  return createPortal(
    <Modal label={title} onClose={onClose} width={width}>
      <div className="flex max-h-[calc(100dvh-2rem)] flex-col">
        <header className="flex items-center gap-2 border-b border-line py-2 pe-2 ps-4">
          <h2 className="min-w-0 grow truncate text-base font-semibold" title={title}>
            {title}
          </h2>
          {actions}
          <IconButton label={t("close")} onClick={onClose}>
            <X size={18} />
          </IconButton>
        </header>
        {children}
      </div>
    </Modal>,
    document.body,
  );
}
