"use client";

import { Tabs } from "@base-ui/react/tabs";
import { useQuery } from "@tanstack/react-query";
import { X } from "lucide-react";
import { type ReactNode, useState } from "react";
import { useTranslations } from "use-intl";
import { IconButton } from "@/components/ui/button";
import { Drawer } from "@/components/ui/drawer";
import { AppFailure, appError } from "@/lib/core/app-error";
import { snapshotQuery } from "@/lib/runs/run-queries";
import type { RunSnapshot } from "@/lib/runs/snapshot";
import { ErrorReading } from "./attempt-card";
import { CodeView } from "./code-view";
import { EventsView } from "./events-view";
import { InspectedJson } from "./inspected-code";
import { ResponseView } from "./response-view";
import { TimingView } from "./timing-view";
import { type RunEvents, useRunEvents } from "./use-run-events";

const views = ["request", "response", "events", "timing", "code"] as const;
type View = (typeof views)[number];

/** What went over the wire for one run, and when: a drawer that callers load when it is first opened. */
export function RunInspector({ runId, onClose }: { runId: string; onClose: () => void }) {
  const t = useTranslations("inspector");
  return (
    <Drawer open onClose={onClose} label={t("title")} side="end" width="wide">
      <div className="flex h-full flex-col">
        <header className="flex items-center justify-between gap-2 py-1.5 ps-4 pe-2">
          <h2 className="text-sm font-semibold">{t("title")}</h2>
          <IconButton label={t("close")} onClick={onClose}>
            <X size={18} />
          </IconButton>
        </header>
        <InspectedRun key={runId} runId={runId} />
      </div>
    </Drawer>
  );
}

function InspectedRun({ runId }: { runId: string }) {
  const t = useTranslations("inspector");
  const { data, error } = useQuery(snapshotQuery(runId));
  const events = useRunEvents(runId);
  if (data) return <RunViews run={data} events={events} />;
  const failure = error instanceof AppFailure ? error.error : error && appError("internal");
  return (
    <div className="p-4 text-sm" aria-live="polite">
      {!failure && <p className="text-ink-muted">{t("loading")}</p>}
      {failure?.code === "not-found" && <p>{t("forgotten")}</p>}
      {failure && failure.code !== "not-found" && <ErrorReading error={failure} />}
    </div>
  );
}

/** The run as the newest events make it: the snapshot is from when it was asked for. */
function RunViews({ run: snapshot, events }: { run: RunSnapshot; events: RunEvents }) {
  const t = useTranslations("inspector");
  const [view, setView] = useState<View>("request");
  const newer = events.events.length > snapshot.sequence && events.output;
  const run = newer ? { ...snapshot, output: newer } : snapshot;
  const nowMs = events.events.at(-1)?.event.at ?? 0;
  const contents: Record<View, ReactNode> = {
    request: <InspectedJson title={t("requestBody", { operation: run.operation })} value={run.input} />,
    response: <ResponseView run={run} />,
    events: <EventsView {...events} />,
    timing: <TimingView run={run} nowMs={nowMs} />,
    code: <CodeView run={run} />,
  };
  return (
    <Tabs.Root
      value={view}
      onValueChange={(chosen: View) => setView(chosen)}
      className="flex min-h-0 grow flex-col"
    >
      <Tabs.List
        aria-label={t("views")}
        activateOnFocus
        className="flex shrink-0 overflow-x-auto border-b border-line px-2"
      >
        {views.map((name) => (
          <Tabs.Tab
            key={name}
            value={name}
            className="border-b-2 border-transparent px-2.5 py-2 text-sm whitespace-nowrap text-ink-muted -outline-offset-2 hover:text-ink data-active:border-accent data-active:text-ink"
          >
            {t(name)}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {views.map((name) => (
        <Tabs.Panel key={name} value={name} className="min-h-0 grow overflow-y-auto p-4 -outline-offset-2">
          {contents[name]}
        </Tabs.Panel>
      ))}
    </Tabs.Root>
  );
}
