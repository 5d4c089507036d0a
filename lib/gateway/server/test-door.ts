import "server-only";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import type { AppError } from "@/lib/core/app-error";
import { ok } from "@/lib/core/result";
import { createNodeDoor } from "@/lib/http/server/node-adapter";
import { BlobStore, resultRules } from "@/lib/media/server/blob-store";
import { MediaLinks } from "@/lib/media/server/media-links";
import { MediaSaver } from "@/lib/media/server/media-saver";
import { createMediaSource } from "@/lib/media/server/media-source";
import { PublicMedia } from "@/lib/media/server/public-media";
import type { LedgerEntry } from "@/lib/runs/server/run-store";
import { createUpstream, type Upstream, type UpstreamSettings } from "@/lib/siliconflow/server/upstream";
import { CallDesk } from "./call-desk";
import { type ClientDoorParts, clientRoutes } from "./client-routes";
import { createCountedFiles } from "./counted-files";
import type { Gate } from "./gate";
import { ModelOffer } from "./model-offer";

/* What tests share: the client door over HTTP, as the server has it, in front of an upstream. */

export type TestDoor = {
  url: string;
  directory: string;
  ledger: LedgerEntry[];
  /** What could not be saved or read for a program. */
  lost: AppError[];
  /** The next entry of the ledger. */
  settled: () => Promise<LedgerEntry>;
  close: () => Promise<void>;
};

type DoorOptions = {
  /** Of the upstream, `/v1` included. */
  baseUrl: string;
  clocks?: Partial<UpstreamSettings>;
  /** Saves what was made and gives this door's own addresses. */
  savesMedia?: boolean;
  maxResultBytes?: number;
  parts?: Partial<ClientDoorParts>;
  apiKey?: string;
  gates?: readonly Gate[];
  offer?: ModelOffer;
  /** What every call costs; unknown where nothing is said. */
  cny?: number;
  /** What stands between the door and SiliconFlow. */
  around?: (upstream: Upstream) => Upstream;
};

const usualClocks = {
  connectTimeoutMs: 2000,
  firstByteTimeoutMs: 5000,
  idleTimeoutMs: 5000,
  totalTimeoutMs: 20_000,
};

/** Opens the door. The ledger is a list, and there is no budget; keys lie in the DATA_DIR that the test names. */
export async function openTestDoor(options: DoorOptions): Promise<TestDoor> {
  const directory = await mkdtemp(path.join(tmpdir(), "gateway-"));
  const { baseUrl } = options;
  const clocks = { ...usualClocks, ...options.clocks };
  const ledger: LedgerEntry[] = [];
  const lost: AppError[] = [];
  const waiting: ((entry: LedgerEntry) => void)[] = [];
  const { apiKey = "sk-test", gates = [], cny, around = (upstream) => upstream } = options;
  const upstream = around(createUpstream({ baseUrl, apiKey, ...clocks }));
  const limits = { maxBytes: 1e8, allowedHosts: [], connectTimeoutMs: 2000, idleTimeoutMs: 5000 };
  const source = createMediaSource({ ...limits, baseUrl });
  const rules = resultRules({ maxTotalBytes: options.maxResultBytes ?? 1e9, keptForDays: 30 });
  const results = new BlobStore(path.join(directory, "results"), rules);
  const links = new MediaLinks(path.join(directory, "media-secret"), 30 * 24 * 3_600_000);
  const server = createServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const shelf = new PublicMedia({
    saver: new MediaSaver(results, source, 1),
    source,
    links,
    baseUrl: options.savesMedia ? url : undefined,
    onLost: (error) => void lost.push(error),
  });
  const desk = new CallDesk({
    admit: async () => ok(() => {}),
    gates,
    priceOf: () => (cny === undefined ? { kind: "unknown" } : { kind: "known", cny }),
    record: async (entry) => {
      ledger.push(entry);
      for (const tell of waiting.splice(0)) tell(entry);
    },
    onUnwritten: () => {},
  });
  const parts: ClientDoorParts = {
    upstream,
    desk,
    onLimit: () => {},
    pictureModel: () => undefined,
    shelf,
    clipSource: (address, signal) => shelf.open(address, signal),
    offer: options.offer ?? new ModelOffer({ patterns: [], named: [], providerLabel: "SiliconFlow" }),
    provider: "SiliconFlow",
    counted: createCountedFiles(path.join(directory, "counted-results.txt"), () => {}),
    links,
    results,
    maxFileBytes: 2 ** 30,
    ...options.parts,
  };
  const door = createNodeDoor(clientRoutes(() => parts));
  server.on("request", (request, response) => {
    if (!door(request, response)) response.writeHead(404).end("Next");
  });
  return {
    url,
    directory,
    ledger,
    lost,
    settled: () => new Promise((resolve) => waiting.push(resolve)),
    async close() {
      server.close();
      server.closeAllConnections();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
