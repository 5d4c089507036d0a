"use client";

import { useEffect, useRef, useState } from "react";
import type { BatchSummary } from "@/lib/batches/joined-batch";
import type { ResultsClient } from "@/lib/batches/results-client";
import type { CreationRecord } from "@/lib/history/creation-record";
import { whenOnline } from "@/lib/ui/when-online";

/** Where the file that was sent stands among the results of a batch that came from elsewhere. */
const ownFile = 2;

export type Results =
  | { state: "loading" }
  | { state: "failed"; reason: string }
  | {
      state: "ready";
      summary: BatchSummary;
      hasFile: boolean;
      /** Every file of results that there should be is here, and was read. */
      whole: boolean;
      client: ResultsClient;
    };

const load = () =>
  whenOnline(() =>
    Promise.all([
      import("@/lib/batches/results-client"),
      import("@/lib/batches/source"),
      import("@/lib/creations/save-result"),
    ]),
  );

const partialPath = (runId: string, after: number) => `/api/runs/${runId}/results?after=${after}`;

/** The requests of a batch with what became of them, also while they are answered at once. */
export function useResults(record: CreationRecord): Results {
  const [results, setResults] = useState<Results>({ state: "loading" });
  const latest = useRef(record);
  latest.current = record;
  const { runId = "", items, inputs, output, batch } = record;
  /** The one that is shown until the files of another have been read. */
  const shown = useRef<ResultsClient>(undefined);
  useEffect(() => () => shown.current?.close(), []);
  const files = [inputs[0]?.mediaId, ...items.map(({ index, mediaId }) => `${index} ${mediaId}`)].join(" ");
  // biome-ignore lint/correctness/useExhaustiveDependencies: opened anew when its files are others
  useEffect(() => {
    let client: ResultsClient | undefined;
    let wanted = true;
    const open = async () => {
      const [{ ResultsClient: Client }, { loadSource }, { resultBlob }] = await load();
      if (!wanted) return;
      client = new Client();
      const { inputs: given, items: made } = latest.current;
      const sent = given[0] ?? made.find(({ index }) => index === ownFile);
      const [file, source, ...found] = await Promise.all([
        sent && resultBlob(sent.mediaId),
        loadSource({ inputs: given }),
        ...made.filter(({ index }) => index !== ownFile).map(({ mediaId }) => resultBlob(mediaId)),
      ]);
      const blobs = found.flatMap((blob) => blob ?? []);
      const summary = await client.ask("open", { file, results: blobs, source });
      const whole = blobs.length === found.length && summary.unread === 0;
      if (!wanted) return;
      shown.current?.leave();
      shown.current = client;
      setResults({ state: "ready", summary, hasFile: file !== undefined, whole, client });
    };
    open().catch((failure: unknown) => {
      if (wanted) setResults({ state: "failed", reason: String(failure) });
    });
    return () => {
      wanted = false;
      if (client !== shown.current) client?.close();
    };
  }, [files]);
  const client = results.state === "ready" ? results.client : undefined;
  // What could not be kept stays where it was written down.
  const unkept = output.state !== "running" && (output.media ?? []).some(({ lost }) => lost);
  const going = batch?.mode === "now" && (unkept || (output.state === "running" && items.length === 0));
  const { completed = 0, failed = 0 } = output.batch ?? {};
  const partial = useRef<{ client: ResultsClient; bytes: number; reading: Promise<void> }>(undefined);
  useEffect(() => {
    if (!client || !going || completed + failed === 0) return;
    if (partial.current?.client !== client)
      partial.current = { client, bytes: 0, reading: Promise.resolve() };
    const { current } = partial;
    // One after the other: each goes on where the one before has ended.
    current.reading = current.reading.then(async () => {
      const response = await fetch(partialPath(runId, current.bytes)).catch(() => undefined);
      const more = response?.ok ? await response.blob().catch(() => undefined) : undefined;
      if (!more || more.size === 0) return;
      const summary = await client.ask("add", { results: more });
      current.bytes += more.size;
      setResults((known) =>
        known.state === "ready" && known.client === client ? { ...known, summary } : known,
      );
    });
    current.reading = current.reading.catch(() => {}); // another batch of files, or the page is left
  }, [client, going, runId, completed, failed]);
  return results;
}
