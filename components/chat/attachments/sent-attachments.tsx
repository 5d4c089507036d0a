"use client";

import type { Attachment } from "@/lib/history/record";

/** What was sent along with a message. */
export function SentAttachments({ attachments }: { attachments: readonly Attachment[] }) {
  return (
    <ul className="flex max-w-[85%] flex-wrap justify-end gap-2">
      {attachments.map(({ id, name }) => (
        <li key={id} className="rounded-lg border border-line bg-surface px-2 py-1 text-xs">
          {name}
        </li>
      ))}
    </ul>
  );
}
