"use client";

import { useLiveQuery } from "dexie-react-hooks";
import { Mic, Trash2 } from "lucide-react";
import { useEffect, useState } from "react";
import { useFormatter, useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import type { RecordingPurpose, RecordingRecord } from "@/lib/history/recording-record";
import { openRecording, removeRecording, storedRecordings, whenFree } from "@/lib/recording/recording-store";
import { formatClock } from "@/lib/ui/format";

const none: readonly RecordingRecord[] = [];

/** Recordings for a purpose that an earlier visit left, and that no tab uses now. */
function useFreeRecordings(purpose: RecordingPurpose): readonly RecordingRecord[] {
  const stored = useLiveQuery(() => storedRecordings(purpose).catch(() => []), [purpose]) ?? none;
  const [free, setFree] = useState<ReadonlySet<string>>(new Set());
  const ids = stored.map(({ id }) => id).join(" ");
  useEffect(() => {
    const leaving = new AbortController();
    for (const id of ids === "" ? [] : ids.split(" "))
      whenFree(id, leaving.signal).then(
        () => setFree((known) => new Set([...known, id])),
        () => {}, // left
      );
    return () => leaving.abort();
  }, [ids]);
  return stored.filter(({ id }) => free.has(id));
}

/** What is handed to `onUse` stays stored: `removeRecording` it once its bytes are kept elsewhere. */
type KeptRecordingsProps = {
  purpose: RecordingPurpose;
  onUse: (file: Blob, recording: RecordingRecord) => void;
};

/** Offers again what was recorded and neither used nor thrown away. */
export function KeptRecordings({ purpose, onUse }: KeptRecordingsProps) {
  const t = useTranslations("recorder");
  const format = useFormatter();
  const [unreadable, setUnreadable] = useState(false);
  const found = useFreeRecordings(purpose);
  const use = async (record: RecordingRecord) => {
    const file = await openRecording(record.id).catch(() => undefined);
    setUnreadable(file === undefined);
    if (file) onUse(file, record);
  };
  if (found.length === 0) return null;
  return (
    <ul aria-label={t("kept")} className="grid gap-1.5">
      {found.map((record) => (
        <li
          key={record.id}
          className="flex flex-wrap items-center gap-x-3 gap-y-1 rounded-lg bg-warning-soft px-3 py-2 text-sm"
        >
          <Mic size={16} aria-hidden className="text-warning" />
          <span className="min-w-0">
            {t("kept")}:{" "}
            {t("keptOf", {
              when: format.dateTime(record.createdAt, { dateStyle: "medium", timeStyle: "short" }),
              time: formatClock(record.seconds * 1000),
            })}
          </span>
          <span className="ms-auto flex gap-1.5">
            <Button size="small" onClick={() => void use(record)}>
              {t("use")}
            </Button>
            <Button size="small" variant="ghost" onClick={() => void removeRecording(record.id)}>
              <Trash2 size={14} aria-hidden /> {t("throwAway")}
            </Button>
          </span>
        </li>
      ))}
      {unreadable && (
        <li role="alert" className="text-xs text-danger">
          {t("unreadable")}
        </li>
      )}
    </ul>
  );
}
