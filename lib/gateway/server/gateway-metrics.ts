import "server-only";
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import { ok } from "@/lib/core/result";
import type { EndedCall } from "@/lib/http/server/client-call";
import type { Gate } from "./gate";

/** From an answer out of a cache to a long one of a thinking model. */
const seconds = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300];

/** Refusals by this server's own limits and budget. */
const limitCodes: ReadonlySet<string> = new Set([
  "key-limit-reached",
  "key-budget-spent",
  "budget-spent",
  "model-not-allowed",
  "batches-not-allowed",
]);

/**
 * What Prometheus is told of the gateway. Labels come from lists that somebody keeps: operations, the catalogue's models,
 * the administrator's names of keys. A caller can add none, and nothing of a prompt, an answer or a key is among them.
 */
export class GatewayMetrics {
  private readonly isKnownModel: (model: string) => boolean;
  private readonly registry = new Registry();
  private readonly requests = this.counter("requests_total", "Calls of /v1 that ended", [
    "operation",
    "status",
    "key",
  ]);
  private readonly duration = this.histogram("request_duration_seconds", "Until the last byte of an answer");
  private readonly firstByte = this.histogram("first_byte_seconds", "Until the first byte of an answer");
  private readonly tokens = this.counter("tokens_total", "Tokens of calls of /v1", [
    "direction",
    "model",
    "key",
  ]);
  private readonly yuan = this.counter("cost_yuan_total", "What calls of /v1 cost, as far as it is known", [
    "model",
    "key",
  ]);
  private readonly refusals = this.counter(
    "limit_refusals_total",
    "Calls that a limit of this server refused",
    ["code", "key"],
  );
  private readonly failures = this.counter(
    "upstream_failures_total",
    "Failed calls to SiliconFlow, the playground's included",
    ["code"],
  );
  private readonly running = new Gauge({
    name: "siliconflow_gateway_running_calls",
    help: "Paid calls of /v1 that run now",
    labelNames: ["operation"],
    registers: [this.registry],
  });

  /** Models that are not known count together as `other`. */
  constructor(isKnownModel: (model: string) => boolean) {
    this.isKnownModel = isKnownModel;
    collectDefaultMetrics({ register: this.registry });
  }

  /** Stands last among the gates: what has passed it runs. */
  readonly gate: Gate = ({ operation }) => {
    this.running.inc({ operation });
    return ok(() => this.running.dec({ operation }));
  };

  /** A call that ended. */
  note({ operation, path, key, status, model, error, ...call }: EndedCall): void {
    const named = {
      operation: operation ?? path,
      status: `${Math.trunc(status / 100)}xx`,
      key: key?.name ?? key?.id ?? "none",
    };
    this.requests.inc(named);
    this.duration.observe({ operation: named.operation }, call.milliseconds / 1000);
    if (status < 400) this.firstByte.observe({ operation: named.operation }, call.firstByteMs / 1000);
    if (error && limitCodes.has(error)) this.refusals.inc({ code: error, key: named.key });
    const used = { model: model !== undefined && this.isKnownModel(model) ? model : "other", key: named.key };
    if (call.inputTokens) this.tokens.inc({ ...used, direction: "in" }, call.inputTokens);
    if (call.outputTokens) this.tokens.inc({ ...used, direction: "out" }, call.outputTokens);
    if (call.cny) this.yuan.inc(used, call.cny);
  }

  /** A call to SiliconFlow that failed, by status or by our own code. */
  readonly noteFailure = (failure: string | number): void => this.failures.inc({ code: String(failure) });

  /** Everything, in Prometheus' text format. */
  async text(): Promise<{ contentType: string; body: string }> {
    return { contentType: this.registry.contentType, body: await this.registry.metrics() };
  }

  private counter<Label extends string>(name: string, help: string, labelNames: Label[]): Counter<Label> {
    return new Counter({ name: `siliconflow_gateway_${name}`, help, labelNames, registers: [this.registry] });
  }

  private histogram(name: string, help: string): Histogram<"operation"> {
    return new Histogram({
      name: `siliconflow_gateway_${name}`,
      help,
      labelNames: ["operation"],
      buckets: seconds,
      registers: [this.registry],
    });
  }
}
