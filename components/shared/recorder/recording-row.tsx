"use client";

import { Download, Mic, Trash2 } from "lucide-react";
import { useFormatter, useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { extensionOf } from "@/lib/core/file-extension";
import { formatClock } from "@/lib/ui/format";
import { whenOnline } from "@/lib/ui/when-online";

type RecordingRowProps = {
  createdAt: number;
  seconds: number;
  /** Its bytes; nothing when they cannot be read. */
  file: () => Promise<Blob | undefined>;
  onUse: () => void;
  onThrowAway: () => void;
};

/** A recording that nobody used yet, and what can become of it. */
export function RecordingRow({ createdAt, seconds, file, onUse, onThrowAway }: RecordingRowProps) {
  const t = useTranslations("recorder");
  const format = useFormatter();
  const save = async () => {
    const [recorded, { dayOf, download, fileNameOf }] = await Promise.all([
      file(),
      whenOnline(() => import("@/lib/history/archive/save-file")),
    ]);
    if (!recorded) return;
    const title = `${t("title")} ${dayOf(new Date(createdAt))}`;
    download(recorded, fileNameOf(title, extensionOf(recorded.type)));
  };
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 rounded-lg bg-warning-soft px-3 py-2 text-sm">
      <Mic size={16} aria-hidden className="text-warning" />
      <span className="min-w-0">
        {t("keptOf", {
          when: format.dateTime(createdAt, { dateStyle: "medium", timeStyle: "short" }),
          time: formatClock(seconds * 1000),
        })}
      </span>
      <span className="ms-auto flex flex-wrap gap-1.5">
        <Button size="small" onClick={onUse}>
          {t("use")}
        </Button>
        <Button size="small" variant="ghost" onClick={() => void save()}>
          <Download size={14} aria-hidden /> {t("download")}
        </Button>
        <Button size="small" variant="ghost" onClick={onThrowAway}>
          <Trash2 size={14} aria-hidden /> {t("throwAway")}
        </Button>
      </span>
    </li>
  );
}
