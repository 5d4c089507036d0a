/** Runs once in the server process, before the first request. */
export async function register(): Promise<void> {
  if (process.env["NEXT_RUNTIME"] !== "nodejs") return;
  const { startServing } = await import("@/lib/services/server/start-serving");
  const { POST: startRun } = await import("@/app/api/runs/route");
  const { GET: followRun } = await import("@/app/api/runs/[id]/events/route");
  const { GET: followRuns } = await import("@/app/api/runs/events/route");
  const { POST: stopRun } = await import("@/app/api/runs/[id]/stop/route");
  const { POST: stopRuns } = await import("@/app/api/runs/stop/route");
  const { POST: takeUpload } = await import("@/app/api/uploads/route");
  const { POST: takePiece } = await import("@/app/api/batch-files/[id]/route");
  const { GET: giveMedia } = await import("@/app/api/media/[id]/route");
  const { clientDoor } = await import("@/lib/services/server/client-door");
  startServing([
    startRun.route,
    followRun.route,
    followRuns.route,
    stopRun.route,
    stopRuns.route,
    takeUpload.route,
    takePiece.route,
    giveMedia.route,
    ...clientDoor,
  ]);
}
