"use client";

import { useLiveQuery } from "dexie-react-hooks";
import { BookAudio } from "lucide-react";
import { useTranslations } from "use-intl";
import { Link } from "@/components/ui/link";
import { threadAddress } from "@/lib/history/thread-address";
import { threadOfMessage } from "@/lib/history/thread-of-message";

/** Says that an answer was read aloud in a chat, and leads there while it is kept. */
export function ReadingNote({ answerId }: { answerId: string }) {
  const t = useTranslations("speech");
  const thread = useLiveQuery(() => threadOfMessage(answerId).catch(() => undefined), [answerId]);
  return (
    <p className="mt-1 flex min-w-0 flex-wrap items-center gap-x-1.5 text-xs text-ink-muted">
      <BookAudio size={14} aria-hidden /> {t("readAloud")}
      {thread && (
        <Link
          href={threadAddress(thread)}
          dir="auto"
          className="min-w-0 truncate text-accent underline underline-offset-2"
        >
          {thread.title}
        </Link>
      )}
    </p>
  );
}
