import { requestJson } from "@/lib/http/request-json";
import { runSnapshotSchema } from "./snapshot";

/** Everything known of a run now. Fails with `not-found` once the server has forgotten it. */
export const snapshotQuery = (runId: string) => ({
  queryKey: ["runs", runId],
  queryFn: ({ signal }: { signal: AbortSignal }) =>
    requestJson(`/api/runs/${encodeURIComponent(runId)}`, runSnapshotSchema, signal),
  staleTime: 0,
  retry: false,
});
