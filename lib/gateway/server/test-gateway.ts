import "server-only";
import { createServer } from "node:http";
import { ok } from "@/lib/core/result";
import { defineRoute } from "@/lib/http/server/define-route";
import { createNodeDoor } from "@/lib/http/server/node-adapter";
import type { LedgerEntry } from "@/lib/runs/server/run-store";
import { createUpstream, type Upstream } from "@/lib/siliconflow/server/upstream";
import { CallDesk } from "./call-desk";
import type { Gate } from "./gate";
import { ModelOffer } from "./model-offer";
import { gatewayChatSchema, relayChat } from "./relay-chat";
import { relayModels } from "./relay-models";

const clocks = {
  connectTimeoutMs: 2000,
  firstByteTimeoutMs: 2000,
  idleTimeoutMs: 2000,
  totalTimeoutMs: 20_000,
};

type GatewayOptions = {
  /** The simulator's. */
  baseUrl: string;
  apiKey?: string;
  gates?: Gate[];
  offer?: ModelOffer;
  /** What every call costs; unknown where nothing is said. */
  cny?: number;
  /** What stands between the gateway and SiliconFlow. */
  around?: (upstream: Upstream) => Upstream;
};

export type TestGateway = { url: string; ledger: LedgerEntry[]; close: () => void };

/** `/v1` as the server has it, on a port of its own, for tests; its keys lie in the DATA_DIR that the test names. */
export async function openTestGateway(options: GatewayOptions): Promise<TestGateway> {
  const { baseUrl, apiKey = "sk-test", gates = [], cny, around = (upstream) => upstream } = options;
  const offer = options.offer ?? new ModelOffer({ patterns: [], named: [], providerLabel: "SiliconFlow" });
  const ledger: LedgerEntry[] = [];
  const upstream = around(createUpstream({ ...clocks, baseUrl, apiKey }));
  const desk = new CallDesk({
    admit: async () => ok(() => {}),
    gates,
    priceOf: () => (cny === undefined ? { kind: "unknown" } : { kind: "known", cny }),
    record: async (entry) => {
      ledger.push(entry);
    },
    onUnwritten: () => {},
  });
  const chat = defineRoute({
    method: "POST",
    path: "/v1/chat/completions",
    door: "client",
    body: gatewayChatSchema,
    handle: (request) => relayChat({ upstream, desk, onLimit: () => {} }, request),
  });
  const models = defineRoute({
    method: "GET",
    path: "/v1/models",
    door: "client",
    handle: (request) => relayModels({ upstream, offer }, request),
  });
  const door = createNodeDoor([chat, models]);
  const server = createServer((request, response) => {
    if (!door(request, response)) response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const url = typeof address === "object" && address ? `http://127.0.0.1:${address.port}` : "";
  const close = () => {
    server.close();
    server.closeAllConnections();
  };
  return { url, ledger, close };
}
