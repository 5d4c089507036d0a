import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import type { AppError } from "@/lib/core/app-error";
import type { RunEvent } from "@/lib/runs/event";
import { followRun, type NumberedEvent } from "@/lib/runs/run-client";
import { snapshotQuery } from "@/lib/runs/run-queries";
import { applyEvent, emptyOutput, type RunOutput } from "@/lib/runs/snapshot";

/** A run of thousands of events arrives in a moment: the page follows in steps. */
const showEveryMs = 120;

export type RunEvents = {
  events: readonly NumberedEvent[];
  /** What the events add up to. */
  output: RunOutput | undefined;
  /** Why there are no more of them, other than that the run is over. */
  error: AppError | undefined;
};

const none: RunEvents = { events: [], output: undefined, error: undefined };

/** After these the server knows something new of the attempts. */
const tellsOfAttempts = (event: RunEvent) =>
  event.type === "progress" || event.type === "run-end" || event.type.endsWith("-start");

/** The numbered events of a run from its first one, live while it goes. For one run in its life. */
export function useRunEvents(runId: string): RunEvents {
  const queries = useQueryClient();
  const [shown, setShown] = useState(none);
  useEffect(() => {
    const aborter = new AbortController();
    const events: NumberedEvent[] = [];
    const output = emptyOutput();
    let timer: ReturnType<typeof setTimeout> | undefined;
    let refresh = false;
    const show = (error?: AppError) => {
      clearTimeout(timer);
      timer = undefined;
      if (aborter.signal.aborted) return;
      setShown({ events: events.slice(), output: { ...output }, error });
      if (refresh) void queries.invalidateQueries({ queryKey: snapshotQuery(runId).queryKey });
      refresh = false;
    };
    async function follow() {
      const run = followRun(runId, { after: 0, signal: aborter.signal });
      for (;;) {
        const { done, value } = await run.next();
        if (done) return show(value);
        events.push(value);
        applyEvent(output, value.event);
        refresh ||= tellsOfAttempts(value.event);
        timer ??= setTimeout(show, showEveryMs);
      }
    }
    void follow();
    return () => {
      aborter.abort();
      clearTimeout(timer);
    };
  }, [runId, queries]);
  return shown;
}
