"use client";

import { useLiveQuery } from "dexie-react-hooks";
import type { ShownResult } from "@/components/shared/creations/actions";
import { CardHeader } from "@/components/shared/creations/card-header";
import { type GroupKey, loadGroup } from "@/lib/creations/store";
import { answerOfReading } from "@/lib/read-aloud/reading-place";
import { takesOf } from "@/lib/speech/take";
import { cn } from "@/lib/ui/cn";
import { BlindTakes } from "./blind-takes";
import { ReadingNote } from "./reading-note";
import { TakeView } from "./take-view";
import type { SpeechFeedActions } from "./use-speech-page";

const none: readonly ShownResult[] = [];

type SpeechCardProps = GroupKey & {
  feed: SpeechFeedActions;
  own: readonly { uri: string; name: string }[];
};

/** One press of the button: the text, and each take of it. */
export function SpeechCard({ groupId, createdAt, feed, own }: SpeechCardProps) {
  const records = useLiveQuery(() => loadGroup(groupId), [groupId]);
  // A place of about the right height until the storage has answered.
  if (!records) return <div className="h-44" />;
  const takes = takesOf(records);
  const [first] = takes;
  if (!first) return null;
  const heardAt = feed.fresh?.groupId === groupId ? feed.fresh.askedAt : undefined;
  const answerId = answerOfReading(groupId);
  // The header has the words alone, and one request of each take: a long text has hundreds.
  const told = takes.flatMap(({ parts: [part], text }) =>
    part ? [{ ...part, prompt: text, inputs: [] }] : [],
  );
  return (
    <article
      aria-label={first.text}
      aria-busy={records.some(({ unfinished }) => unfinished === 1)}
      className="rounded-card border border-line bg-surface p-3 sm:p-4"
    >
      <CardHeader
        records={told}
        results={none}
        createdAt={createdAt}
        actions={{
          ...feed.actions,
          onReuse: () => feed.actions.onReuse(records),
          onDelete: () => feed.actions.onDelete(records),
        }}
      />
      {answerId !== undefined && <ReadingNote answerId={answerId} />}
      {records[0]?.round ? (
        <div className="mt-2">
          <BlindTakes {...{ records, takes, groupId, feed, own, heardAt }} />
        </div>
      ) : (
        <div className={cn("mt-2 grid gap-3", takes.length > 1 && "lg:grid-cols-2")}>
          {takes.map((take) => (
            <TakeView
              key={take.place}
              {...{ take, groupId, feed, own }}
              heardAt={take === first ? heardAt : undefined}
            />
          ))}
        </div>
      )}
    </article>
  );
}
