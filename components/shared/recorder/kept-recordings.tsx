"use client";

import { useLiveQuery } from "dexie-react-hooks";
import { useEffect, useState } from "react";
import { useTranslations } from "use-intl";
import type { RecordingPurpose, RecordingRecord } from "@/lib/history/recording-record";
import type { Recording } from "@/lib/recording/recorder";
import { openRecording, removeRecording, storedRecordings, whenFree } from "@/lib/recording/recording-store";
import { RecordingRow } from "./recording-row";

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
  onUse: (file: Blob, recording: RecordingRecord) => Promise<void> | void;
  /** What the recorder of this page has just made and nobody took. */
  left?: { recording: Recording | undefined; onUse: () => void; onThrowAway: () => void };
};

/** Offers again what was recorded and neither used nor thrown away. */
export function KeptRecordings({ purpose, onUse, left }: KeptRecordingsProps) {
  const t = useTranslations("recorder");
  const [unreadable, setUnreadable] = useState(false);
  const found = useFreeRecordings(purpose);
  const open = async (id: string) => {
    const file = await openRecording(id).catch(() => undefined);
    setUnreadable(file === undefined);
    return file;
  };
  const use = async (record: RecordingRecord) => {
    const file = await open(record.id);
    if (file) await onUse(file, record);
  };
  if (found.length === 0 && !left?.recording) return null;
  return (
    <ul aria-label={t("kept")} className="grid gap-1.5">
      {left?.recording && (
        <RecordingRow
          {...left.recording}
          file={async () => left.recording?.file}
          onUse={left.onUse}
          onThrowAway={left.onThrowAway}
        />
      )}
      {found.map((record) => (
        <RecordingRow
          key={record.id}
          {...record}
          file={() => open(record.id)}
          onUse={() => void use(record)}
          onThrowAway={() => void removeRecording(record.id)}
        />
      ))}
      {unreadable && (
        <li role="alert" className="text-xs text-danger">
          {t("unreadable")}
        </li>
      )}
    </ul>
  );
}
