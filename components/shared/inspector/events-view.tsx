import { useEffect, useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { CopyButton } from "@/components/shared/copy-button";
import type { NumberedEvent } from "@/lib/runs/run-client";
import { ErrorReading } from "./attempt-card";
import type { RunEvents } from "./use-run-events";

/** Every row is one line of this height, so that only those in sight need to exist. */
const rowHeight = 26;
const rowsBeyond = 12;
const mostOfContent = 300;

/** What an event says besides its type and its time, on one line. */
function contentOf({ event }: NumberedEvent): string {
  if ("delta" in event) return JSON.stringify(event.delta.slice(0, mostOfContent));
  const { type, at, ...rest } = event;
  return Object.keys(rest).length === 0 ? "" : JSON.stringify(rest).slice(0, mostOfContent);
}

const asJsonLines = (events: readonly NumberedEvent[]) =>
  events.map(({ sequence, event }) => `${JSON.stringify({ sequence, ...event })}\n`).join("");

/** The rows that are in sight of a scrolled element, and some around them. */
function useRowsInSight(count: number) {
  const ref = useRef<HTMLElement>(null);
  const [view, setView] = useState({ top: 0, height: 600 });
  useEffect(() => {
    const element = ref.current;
    if (!element) return;
    const look = () => setView({ top: element.scrollTop, height: element.clientHeight });
    const observer = new ResizeObserver(look);
    observer.observe(element);
    element.addEventListener("scroll", look, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener("scroll", look);
    };
  }, []);
  const first = Math.max(0, Math.floor(view.top / rowHeight) - rowsBeyond);
  const last = Math.min(count, Math.ceil((view.top + view.height) / rowHeight) + rowsBeyond);
  return { ref, first, last };
}

type RowProps = { numbered: NumberedEvent; index: number; count: number };

function EventRow({ numbered, index, count }: RowProps) {
  const { sequence, event } = numbered;
  return (
    <li
      aria-setsize={count}
      aria-posinset={index + 1}
      style={{ top: index * rowHeight, height: rowHeight }}
      className="absolute inset-x-0 flex items-center gap-3 border-b border-line px-3 font-mono text-xs whitespace-pre"
    >
      <span className="w-10 shrink-0 text-end text-ink-faint tabular-nums">{sequence}</span>
      <span className="w-16 shrink-0 text-end text-ink-muted tabular-nums">{event.at} ms</span>
      <span className="w-32 shrink-0 truncate">{event.type}</span>
      <span className="min-w-0 truncate text-ink-muted">{contentOf(numbered)}</span>
    </li>
  );
}

/** The run's events as they were told, live while it goes. */
export function EventsView({ events, error }: RunEvents) {
  const t = useTranslations("inspector");
  const { ref, first, last } = useRowsInSight(events.length);
  return (
    <div className="flex h-full min-h-64 flex-col gap-2">
      <div className="flex items-center justify-between gap-2">
        <h3 className="text-sm font-medium">{t("eventCount", { count: events.length })}</h3>
        <CopyButton text={() => asJsonLines(events)} label={t("copyEvents")} copiedLabel={t("copied")} />
      </div>
      {error && <ErrorReading error={error} />}
      <section
        ref={ref}
        aria-label={t("events")}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: without a stop, the keyboard cannot scroll it
        tabIndex={0}
        className="min-h-0 grow overflow-auto overscroll-contain rounded-card border border-line bg-sunken"
      >
        <ol className="relative min-w-[28rem]" style={{ height: events.length * rowHeight }}>
          {events.slice(first, last).map((numbered, offset) => (
            <EventRow
              key={`${numbered.sequence} ${numbered.event.type}`}
              numbered={numbered}
              index={first + offset}
              count={events.length}
            />
          ))}
        </ol>
      </section>
    </div>
  );
}
