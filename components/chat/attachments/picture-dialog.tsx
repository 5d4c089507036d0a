"use client";

import { Download, Maximize, Minimize } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { Dialog } from "@/components/shared/dialog";
import { IconButton } from "@/components/ui/button";
import { cn } from "@/lib/ui/cn";

type PictureDialogProps = { name: string; url: string; onClose: () => void };

/** A picture as large as the window takes, or in its own size to scroll in. */
export function PictureDialog({ name, url, onClose }: PictureDialogProps) {
  const t = useTranslations("attachments");
  const [fits, setFits] = useState(true);
  const actions = (
    <>
      <IconButton label={t(fits ? "fullSize" : "fit")} onClick={() => setFits(!fits)}>
        {fits ? <Maximize size={16} /> : <Minimize size={16} />}
      </IconButton>
      <a
        href={url}
        download={name}
        aria-label={t("download", { name })}
        title={t("download", { name })}
        className="flex size-9 items-center justify-center rounded-lg text-ink-muted hover:bg-sunken hover:text-ink"
      >
        <Download size={16} />
      </a>
    </>
  );
  return (
    <Dialog title={name} onClose={onClose} actions={actions} width="content">
      <div className="min-h-0 overflow-auto bg-sunken">
        {/* biome-ignore lint/performance/noImgElement: a blob of this page has nothing to optimise */}
        <img
          src={url}
          alt={name}
          className={cn(
            "mx-auto",
            fits ? "max-h-[calc(100dvh-6rem)] max-w-full object-contain" : "max-w-none",
          )}
        />
      </div>
    </Dialog>
  );
}
