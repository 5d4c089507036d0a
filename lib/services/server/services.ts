import "server-only";
import path from "node:path";
import { BatchAccount } from "@/lib/batches/server/account";
import { ok } from "@/lib/core/result";
import { type Database, openDatabase } from "@/lib/db/server/database";
import { lockDirectory } from "@/lib/db/server/directory-lock";
import { env } from "@/lib/env/server/env";
import { CallDesk } from "@/lib/gateway/server/call-desk";
import { amountsGate, batchGate, keyModelsGate } from "@/lib/gateway/server/call-gates";
import { ClientLimits } from "@/lib/gateway/server/client-limits";
import type { ClientDoorParts } from "@/lib/gateway/server/client-routes";
import { createCountedFiles } from "@/lib/gateway/server/counted-files";
import type { Gate } from "@/lib/gateway/server/gate";
import { GatewayMetrics } from "@/lib/gateway/server/gateway-metrics";
import { ModelOffer } from "@/lib/gateway/server/model-offer";
import { requestLine } from "@/lib/gateway/server/request-log";
import { listenToClientCalls } from "@/lib/http/server/client-call";
import { clientKeys } from "@/lib/keys/server/client-keys";
import { logger } from "@/lib/log/server/logger";
import { BlobStore, resultRules, uploadRules } from "@/lib/media/server/blob-store";
import type { MediaStores } from "@/lib/media/server/media-handlers";
import { MediaLinks } from "@/lib/media/server/media-links";
import { MediaSaver } from "@/lib/media/server/media-saver";
import { createMediaSource } from "@/lib/media/server/media-source";
import { PartialUploads } from "@/lib/media/server/partial-uploads";
import { PublicMedia } from "@/lib/media/server/public-media";
import { requestBody, uploadOf } from "@/lib/media/server/request-body";
import { KnownModels } from "@/lib/models/server/catalogue";
import { ModelList } from "@/lib/models/server/model-list";
import { pictureModelOf } from "@/lib/models/server/picture-model";
import { RoundStore } from "@/lib/rounds/server/round-store";
import { Rounds } from "@/lib/rounds/server/rounds";
import { RunEngine } from "@/lib/runs/server/engine";
import { JobStore } from "@/lib/runs/server/job-store";
import { LineJournals } from "@/lib/runs/server/line-journal";
import { RunStore } from "@/lib/runs/server/run-store";
import { withCircuitBreaker } from "@/lib/siliconflow/server/circuit-breaker";
import { createUpstream, type Upstream } from "@/lib/siliconflow/server/upstream";
import { KeySpending } from "@/lib/usage/server/key-spending";
import { LimitRecord } from "@/lib/usage/server/limit-record";
import { Spending } from "@/lib/usage/server/spending";
import { UsageStore } from "@/lib/usage/server/usage-store";
import { Voices } from "@/lib/voices/server/voices";

/** The pieces of the running server, joined once. */
export type Services = {
  upstream: Upstream;
  engine: RunEngine;
  models: ModelList;
  usage: UsageStore;
  spending: Spending;
  limits: LimitRecord;
  rounds: Rounds;
  gateway: ClientDoorParts;
  metrics: GatewayMetrics;
  media: MediaStores & { batchFiles: BlobStore; batchUploads: PartialUploads };
  journals: LineJournals;
  batchAccount: BatchAccount;
  voices: Voices;
  /** Opens the database if it is not open yet, and tells whether it can be used. */
  openStorage(): Promise<boolean>;
  /** Ends running answers after `graceMs` at the latest and closes the database. */
  shutDown(graceMs: number, callsOver: Promise<void>): Promise<void>;
};

function createServices(): Services {
  const settings = env();
  const releaseLock = lockDirectory(settings.dataDirectory);
  let opening: Promise<Database> | undefined;
  const database = () => {
    opening ??= openDatabase(path.join(settings.dataDirectory, "database")).catch((error) => {
      opening = undefined; // the next caller tries again
      throw error;
    });
    return opening;
  };
  const known = new KnownModels(path.join(settings.dataDirectory, "models.json"));
  void known.refresh(); // programs may call before anybody opens a page
  const metrics = new GatewayMetrics((model) => known.get(model) !== undefined);
  const upstream = withCircuitBreaker(createUpstream(settings.upstream), { onFailure: metrics.noteFailure });
  listenToClientCalls((call) => {
    metrics.note(call);
    logger().info(requestLine(call), "a call of /v1");
  });
  const store = new RunStore(database);
  const uploads = new BlobStore(
    path.join(settings.dataDirectory, "media"),
    uploadRules(settings.uploads.totalMaxBytes),
  );
  const batchDirectory = path.join(settings.dataDirectory, "batch-files");
  const batchFiles = new BlobStore(batchDirectory, uploadRules(settings.batchFiles.totalMaxBytes));
  const batchUploads = new PartialUploads(batchFiles, batchDirectory);
  const results = new BlobStore(
    path.join(settings.dataDirectory, "results"),
    resultRules({ maxTotalBytes: settings.media.totalMaxBytes, keptForDays: settings.media.keptForDays }),
  );
  const bodyOf = (input: unknown) => requestBody(uploads, input);
  const fileOf = (reference: string) => uploadOf([uploads, batchFiles], reference);
  const models = new ModelList({
    upstream,
    known,
    directory: path.join(settings.dataDirectory, "model-lists"),
  });
  const spending = new Spending(database, Date.now, () => store.ledgerWrites);
  const limits = new LimitRecord();
  const onLimit: ClientDoorParts["onLimit"] = (model, error) => limits.note(model, error);
  const rounds = new Rounds({
    store: new RoundStore(database),
    models,
    whenSettled: (roundId) => engine.whenSettled(roundId),
    settledPrice: (runId) => store.settledPrice(runId),
  });
  const { unseal } = rounds;
  const { baseUrl, connectTimeoutMs, idleTimeoutMs } = settings.upstream;
  const source = createMediaSource({ ...settings.media, baseUrl, connectTimeoutMs, idleTimeoutMs });
  const saver = new MediaSaver(results, source);
  const journals = new LineJournals(path.join(settings.dataDirectory, "journals"));
  const engine = new RunEngine({
    store,
    jobs: new JobStore(database),
    upstream,
    bodyOf,
    fileOf,
    media: saver,
    polling: settings.jobs,
    batchPolling: settings.batches,
    journals,
    concurrency: settings.requestsAtOnce,
    priceOf: known.costOf,
    admission: {
      admit: (cost) => spending.admit(cost),
      hold: (cost) => spending.hold(cost),
    },
    onLimit,
    logger: logger(),
    unseal,
  });
  const onUnwritten = (error: unknown) =>
    logger().error({ err: error }, "a call could not be written to the ledger");
  const links = new MediaLinks(
    path.join(settings.dataDirectory, "media-secret"),
    settings.media.keptForDays * 24 * 60 * 60 * 1000,
  );
  const shelf = new PublicMedia({
    saver,
    source,
    links,
    baseUrl: settings.media.baseUrl,
    onLost: (error) => logger().warn({ code: error.code }, "what was made could not be saved for a program"),
  });
  const keyNames = async () => {
    await clientKeys().refresh();
    return clientKeys().names;
  };
  const offer = new ModelOffer(settings.offer);
  const keySpending = new KeySpending(database, Date.now, () => store.ledgerWrites);
  const keyBudgetGate: Gate = ({ client, cost }) => (client ? keySpending.admit(client, cost) : ok(() => {}));
  const desk = new CallDesk({
    admit: (cost) => spending.admit(cost),
    gates: [
      batchGate,
      offer.gate,
      keyModelsGate,
      amountsGate,
      new ClientLimits(settings.callsAtOnce).gate,
      keyBudgetGate,
      metrics.gate,
    ],
    priceOf: known.costOf,
    record: (entry) => store.settle(entry),
    onUnwritten,
  });
  return {
    upstream,
    engine,
    models,
    usage: new UsageStore(database, keyNames),
    spending,
    limits,
    rounds,
    gateway: {
      upstream,
      desk,
      onLimit,
      offer,
      pictureModel: (id) => pictureModelOf(id, known.get(id)),
      shelf,
      clipSource: (url, signal) => shelf.open(url, signal),
      provider: settings.offer.providerLabel,
      counted: createCountedFiles(path.join(settings.dataDirectory, "counted-results.txt"), onUnwritten),
      links,
      results,
      maxFileBytes: settings.batchFiles.maxBytes,
    },
    metrics,
    media: { uploads, batchFiles, batchUploads, results },
    journals,
    batchAccount: new BatchAccount(upstream),
    voices: new Voices({ upstream, fileOf }),
    openStorage: () =>
      database().then(
        () => true,
        () => false,
      ),
    async shutDown(graceMs, callsOver) {
      await Promise.all([engine.drain(graceMs), callsOver]);
      await (await opening)?.close();
      releaseLock();
    },
  };
}

/** Shared by the bundles of this process: instrumentation and routes would each make their own otherwise. */
const shared = globalThis as typeof globalThis & { playgroundServices?: Services };

/**
 * The services of this process, made on first use. Throws what makes serving impossible: a wrong
 * configuration, or a data directory that another process holds.
 */
export function services(): Services {
  shared.playgroundServices ??= createServices();
  return shared.playgroundServices;
}
