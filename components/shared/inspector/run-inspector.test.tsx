// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { act, cleanup, render, screen, waitFor, within } from "@testing-library/react";
import { IntlProvider } from "use-intl";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Locale } from "@/lib/i18n/locale";
import { messages } from "@/lib/i18n/messages";
import type { TimedRunEvent } from "@/lib/runs/event";
import { applyEvent, emptyOutput, type RunSnapshot } from "@/lib/runs/snapshot";
import { RunInspector } from "./run-inspector";

// What jsdom leaves out of a browser.
HTMLDialogElement.prototype.showModal = function showModal() {
  this.open = true;
};
HTMLDialogElement.prototype.close = function close() {
  this.open = false;
};
class QuietResizeObserver {
  observe() {}
  unobserve() {}
  disconnect() {}
}

const runId = "run_1";
const startedAt = 1_700_000_000_000;

const deltas = (count: number): TimedRunEvent[] =>
  Array.from({ length: count }, (_, index) => ({
    type: "text-delta",
    part: "t",
    delta: `${index} `,
    at: 20 + index,
  }));

const eventsOf = (count: number): TimedRunEvent[] => [
  { type: "run-start", runId, operation: "chat.completions", model: "m", startedAt, at: 0 },
  { type: "text-start", part: "t", choice: 0, at: 20 },
  ...deltas(count),
  { type: "text-end", part: "t", at: 20 + count },
  { type: "run-end", state: "completed", finishReason: "stop", traceId: "ti_42", at: 30 + count },
];

function snapshotOf(events: readonly TimedRunEvent[]): RunSnapshot {
  const output = emptyOutput();
  for (const event of events) applyEvent(output, event);
  const input = {
    model: "m",
    messages: [{ role: "user", content: "它是 'quoted'?" }],
    stream: true,
    top_k: 3,
  };
  const headers = { contentType: "text/event-stream", retryAfter: undefined, traceId: "ti_42" };
  const busy = { code: "overloaded", upstreamCode: 50505, detail: "Model service overloaded." } as const;
  const attempts = [
    { number: 1, startedAt: startedAt + 1, headersAt: startedAt + 5, status: 503, headers, error: busy },
    { number: 2, startedAt: startedAt + 9, headersAt: startedAt + 15, status: 200, headers },
  ];
  const sequence = events.length;
  return {
    id: runId,
    operation: "chat.completions",
    model: "m",
    startedAt,
    input,
    attempts,
    output,
    sequence,
  };
}

/** Our own server, as far as the inspector asks it. */
function serve(events: readonly TimedRunEvent[] | undefined): void {
  vi.stubGlobal("fetch", async (path: string) => {
    if (!events) return Response.json({ error: { code: "not-found" } }, { status: 404 });
    if (path === `/api/runs/${runId}`) return Response.json(snapshotOf(events));
    const lines = events.map((event, index) => `id: ${index + 1}\ndata: ${JSON.stringify(event)}\n\n`);
    return new Response(lines.join(""), { headers: { "content-type": "text/event-stream" } });
  });
}

async function open(locale: Locale = "en"): Promise<void> {
  await act(async () =>
    render(
      <IntlProvider locale={locale} messages={messages[locale]} timeZone="UTC">
        <QueryClientProvider client={new QueryClient()}>
          <RunInspector runId={runId} onClose={() => {}} />
        </QueryClientProvider>
      </IntlProvider>,
    ),
  );
}

async function choose(name: string): Promise<HTMLElement> {
  await act(async () => (await screen.findByRole("tab", { name })).click());
  return screen.findByRole("tabpanel", { name });
}

beforeEach(() => {
  vi.stubGlobal("ResizeObserver", QuietResizeObserver);
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

describe("the inspector of a run", () => {
  test("shows the request as it was sent", async () => {
    serve(eventsOf(3));
    await open();
    const panel = await choose("Request");
    expect(panel.textContent).toContain(`"content": "它是 'quoted'?"`);
    expect(panel.textContent).toContain('"top_k": 3');
  });

  test("shows each attempt with our reading of its error, and the answer as JSON", async () => {
    serve(eventsOf(3));
    await open();
    const panel = within(await choose("Response"));
    const failed = panel.getByRole("region", { name: "Attempt 1" }).textContent;
    expect(failed).toContain("503");
    expect(failed).toContain(messages.en.errors.overloaded.title);
    expect(failed).toContain("overloaded · 50505");
    expect(panel.getByRole("region", { name: "Attempt 2" }).textContent).toContain("ti_42");
    expect(panel.getAllByRole("region", { name: "Answer as JSON" })[0]?.textContent).toContain(
      '"content": "0 1 2 "',
    );
  });

  test("keeps thousands of events light", async () => {
    serve(eventsOf(5000));
    await open();
    const panel = within(await choose("Events"));
    await waitFor(() => expect(panel.getByText("5,004 events")).toBeTruthy());
    const rows = panel.getAllByRole("listitem");
    expect(rows.length).toBeLessThan(80);
    expect(rows[0]?.getAttribute("aria-setsize")).toBe("5004");
    expect(rows[2]?.textContent).toContain('text-delta"0 "');
  });

  test("tells where the time went", async () => {
    serve(eventsOf(100));
    await open();
    const rows = within(await choose("Timing")).getAllByRole("listitem");
    expect(rows.map((row) => row.textContent)).toEqual([
      "Queued1 ms",
      "Failed attempt8 ms",
      "Until headers6 ms",
      "Until first token5 ms",
      "Answer100 ms",
      "Total130 ms",
    ]);
  });

  test("gives the call as code", async () => {
    serve(eventsOf(3));
    await open();
    const panel = await choose("Code");
    expect(panel.textContent).toContain("https://api.siliconflow.cn/v1/chat/completions");
    await act(async () => within(panel).getByRole("radio", { name: "Python" }).click());
    expect(panel.textContent).toContain("extra_body=");
  });

  test.each([
    ["en", "The server no longer has this run"],
    ["zh", "服务器上已没有这次运行的记录"],
  ] as const)("says in %s that the server has forgotten the run", async (locale, words) => {
    serve(undefined);
    await open(locale);
    expect((await screen.findByText(words, { exact: false })).textContent).toContain(words);
  });
});
