"use client";

import { useLiveQuery } from "dexie-react-hooks";
import { type ReactNode, useEffect, useRef } from "react";
import { useTranslations } from "use-intl";
import { Virtualizer } from "virtua";
import { type GroupKey, listGroups, unfinishedIds } from "@/lib/creations/store";
import type { CreationKind } from "@/lib/history/creation-record";
import type { CreationActions } from "./actions";
import { CreationCard } from "./creation-card";

/** What is drawn beyond the view, in pixels. */
const drawnBeyond = 600;

type CreationFeedProps = {
  kind: CreationKind;
  label: string;
  actions: CreationActions;
  /** Changes with each press of the button, and brings what came of it into view. */
  sent?: number;
  /** How a press of the button is shown; as pictures unless told. */
  card?: (group: GroupKey) => ReactNode;
  /** What stands above the first card and scrolls with it. */
  head?: ReactNode;
  /** What stands in the place of cards when there are none. */
  empty: ReactNode;
  /** The storage cannot be read. */
  failed: ReactNode;
};

type Listed = { groups: Awaited<ReturnType<typeof listGroups>> } | { failure: unknown };

/** Everything that was made, the newest first. Only what is near the view is drawn, and read from the storage. */
export function CreationFeed({
  kind,
  label,
  actions,
  sent = 0,
  card,
  head,
  empty,
  failed,
}: CreationFeedProps) {
  const scrollRef = useRef<HTMLElement>(null);
  useEffect(() => {
    if (sent > 0) scrollRef.current?.scrollTo({ top: 0 });
  }, [sent]);
  const listed = useLiveQuery(
    (): Promise<Listed> =>
      listGroups(kind).then(
        (groups) => ({ groups }),
        (failure: unknown) => ({ failure }),
      ),
    [kind],
  );
  const groups = listed && "groups" in listed ? listed.groups : undefined;
  return (
    <section
      ref={scrollRef}
      aria-label={label}
      data-focus-group="results"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region has to be reachable by keyboard
      tabIndex={0}
      // What only screen readers see is placed by this region: placed by the page, it would make the page scroll.
      className="relative min-h-0 grow overflow-y-auto overscroll-contain -outline-offset-2"
    >
      {head}
      {listed && !groups && failed}
      {groups?.length === 0 && empty}
      <div className="mx-auto w-full max-w-6xl px-3 pb-6 sm:px-4">
        {groups && (
          <Virtualizer scrollRef={scrollRef} data={groups} bufferSize={drawnBeyond} shift={false}>
            {(group) => (
              <div key={group.groupId} className="pt-4">
                {card ? card(group) : <CreationCard {...group} actions={actions} />}
              </div>
            )}
          </Virtualizer>
        )}
      </div>
      <Announcer />
    </section>
  );
}

/** Says once that something is being made, and once that all is done. */
function Announcer() {
  const t = useTranslations("creations");
  const count = useLiveQuery(async () => (await unfinishedIds()).length, []) ?? 0;
  const worked = useRef(false);
  if (count > 0) worked.current = true;
  return (
    <p role="status" className="sr-only">
      {count > 0 ? t("working", { count }) : worked.current && t("allDone")}
    </p>
  );
}
