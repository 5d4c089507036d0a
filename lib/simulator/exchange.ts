import type { IncomingMessage } from "node:http";
import type { BatchJobs } from "@/lib/simulator/batches/batch-jobs";
import type { FileStore } from "@/lib/simulator/batches/file-store";
import type { Reply } from "@/lib/simulator/http/reply";
import type { LimitMeter } from "@/lib/simulator/limit-meter";
import type { MediaShelf } from "@/lib/simulator/media/shelf";
import type { VideoJobs } from "@/lib/simulator/media/video-jobs";
import type { Pace, ResolvedOptions } from "@/lib/simulator/options";
import type { LoggedRequest, RequestLog } from "@/lib/simulator/request-log";
import type { Faults } from "@/lib/simulator/scenarios/scenario";
import type { ScenarioSchedule } from "@/lib/simulator/scenarios/schedule";
import type { OwnVoices } from "@/lib/simulator/voice/own-voices";
import type { Studio } from "@/lib/simulator/voice/studio";

/** What lives as long as the simulator; control changes it. */
export type SimulatorState = {
  readonly options: ResolvedOptions;
  readonly log: RequestLog;
  readonly schedule: ScenarioSchedule;
  readonly meter: LimitMeter;
  readonly shelf: MediaShelf;
  readonly videos: VideoJobs;
  readonly studio: Studio;
  readonly voices: OwnVoices;
  readonly files: FileStore;
  readonly batches: BatchJobs;
  pace: Pace;
};

/** One request on its way through a route. */
export type Exchange = {
  readonly state: SimulatorState;
  readonly request: IncomingMessage;
  readonly url: URL;
  /** Values of `{name}` parts of the route's path. */
  readonly pathParams: Readonly<Record<string, string>>;
  readonly rawBody: Buffer;
  /** The parsed JSON body or the fields of a form, files among them; undefined when it is neither. */
  readonly body: unknown;
  /** The caller's key, already accepted; empty on a route that needs none. */
  readonly key: string;
  /** Unlike any other exchange; with a seed, the same again for the same requests. */
  readonly identity: string;
  readonly faults: Faults;
  readonly entry: LoggedRequest;
};

/** One operation. A new one is a file in routes/ and a line in routes.ts. */
export type Route = {
  readonly method: "GET" | "POST" | "DELETE";
  /** Segments in braces match anything: `/v1/batches/{batch_id}`. */
  readonly path: string;
  /** The top-level request fields that the contract names; others are logged, and refused in strict mode. */
  readonly fields?: readonly string[];
  /** Anybody who knows the address may call it. */
  readonly needsNoKey?: true;
  /** The key may also come in `x-api-key`, as Anthropic's clients send it. */
  readonly takesApiKeyHeader?: true;
  /** It reads the request's body itself, as it comes in. */
  readonly readsBody?: true;
  readonly handle: (exchange: Exchange) => Reply | Promise<Reply>;
};
