import { createServer, type Server } from "node:http";
import { BatchJobs } from "@/lib/simulator/batches/batch-jobs";
import { FileStore } from "@/lib/simulator/batches/file-store";
import type { SimulatorState } from "@/lib/simulator/exchange";
import { createHandler } from "@/lib/simulator/handler";
import { LimitMeter } from "@/lib/simulator/limit-meter";
import { MediaShelf } from "@/lib/simulator/media/shelf";
import { VideoJobs } from "@/lib/simulator/media/video-jobs";
import { initialPace, type SimulatorOptions, simulatorOptionsSchema } from "@/lib/simulator/options";
import { type LoggedRequest, RequestLog } from "@/lib/simulator/request-log";
import { ScenarioSchedule } from "@/lib/simulator/scenarios/schedule";
import { OwnVoices } from "@/lib/simulator/voice/own-voices";
import { Studio } from "@/lib/simulator/voice/studio";

export type Simulator = {
  readonly port: number;
  /** Origin without a path: the API is under `/v1`, control under `/__control`. */
  readonly url: string;
  readonly requests: () => readonly LoggedRequest[];
  /** Resolves with the first logged request that fits, now or later. */
  readonly whenRequest: (fits: (entry: LoggedRequest) => boolean) => Promise<LoggedRequest>;
  /** Ends open answers and stops listening. */
  readonly close: () => Promise<void>;
};

/** Starts the simulator in this process; port 0 takes a free one. */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const resolved = simulatorOptionsSchema.parse(options);
  const state: SimulatorState = {
    options: resolved,
    log: new RequestLog(),
    schedule: new ScenarioSchedule(),
    meter: new LimitMeter(),
    shelf: new MediaShelf(),
    videos: new VideoJobs(),
    studio: new Studio(),
    voices: new OwnVoices(),
    files: new FileStore(),
    batches: new BatchJobs(),
    pace: initialPace(resolved),
  };
  const server = createServer({ noDelay: true, keepAliveTimeout: 60_000 }, createHandler(state));
  const port = await listen(server, resolved.port, resolved.host);
  const host = resolved.host.includes(":") ? `[${resolved.host}]` : resolved.host;
  return {
    port,
    url: `http://${host}:${port}`,
    requests: () => state.log.all(),
    whenRequest: async (fits) => {
      const entry = await state.log.when(fits);
      if (entry === undefined) throw new Error("Waited without a signal, yet nothing came");
      return entry;
    },
    close: async () => {
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
      await state.studio.close();
      state.batches.clear();
      await state.files.clear();
    },
  };
}

function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      const address = server.address();
      if (address === null || typeof address === "string") reject(new Error("No TCP address"));
      else resolve(address.port);
    });
  });
}
