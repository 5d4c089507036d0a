import "server-only";
import { z } from "zod";

const text = z.string().trim().optional();

const list = z
  .string()
  .default("")
  .transform((value) => value.split(/[\s,]+/).filter(Boolean));

const offeredModel = {
  name: z.string().trim().min(1).optional(),
  owned_by: z.string().trim().min(1).optional(),
};

/** `[{"id": "…", "name": "…", "owned_by": "…"}]`, or the same by id: `{"<id>": {"name": "…"}}`. */
const modelList = z
  .string()
  .default("[]")
  .transform((text, context): unknown => {
    try {
      return JSON.parse(text);
    } catch {
      context.addIssue({ code: "custom", message: "is not JSON" });
      return z.NEVER;
    }
  })
  .pipe(
    z.union(
      [
        z.array(z.strictObject({ id: z.string().trim().min(1), ...offeredModel })),
        z
          .record(z.string().min(1), z.strictObject(offeredModel))
          .transform((models) => Object.entries(models).map(([id, model]) => ({ id, ...model }))),
      ],
      { error: 'must be [{"id": "…", "name": "…", "owned_by": "…"}, …] or {"<id>": {"name": "…"}, …}' },
    ),
  );

/** Node's timers run out at once beyond 31 bits; this many days are enough for anybody. */
const longestMs = 20 * 24 * 60 * 60 * 1000;
const milliseconds = (fallback: number) =>
  z.coerce.number().int().positive().max(longestMs).default(fallback);

const bytes = (fallback: number) => z.coerce.number().int().positive().default(fallback);

const baseUrl = z
  .url({ protocol: /^https?$/, error: "must be an http or https address" })
  .transform((value) => value.replace(/\/+$/, ""))
  .optional();

/** Each variable with its reason; the README's table says the same to people. */
const variables = z.object({
  /** The upstream key. Without it (and without a base URL) the simulator answers. */
  SILICONFLOW_API_KEY: text,
  /** Any service that speaks SiliconFlow's API. SF_BASE is the name that siliconflow-img-proxy uses. */
  SILICONFLOW_BASE_URL: baseUrl,
  SF_BASE: baseUrl,
  /** Where the launcher started the simulator; nothing a person sets. */
  SIMULATOR_URL: baseUrl,
  HOST: z.string().trim().default("127.0.0.1"),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  /** Names under which a reverse proxy serves this program; loopback and plain addresses need none. */
  ALLOWED_HOSTS: list,
  DATA_DIR: z.string().trim().default("./data"),
  /** Keys that other programs use on /v1. With none, /v1 answers on loopback only. */
  ALLOW_CLIENT_KEYS: list,
  ALLOW_CLIENT_KEY: list,
  /** Calls at once with a key for which `streamsAtOnce` is not set. */
  CLIENT_CALLS_AT_ONCE: z.coerce.number().int().positive().default(100),
  /** With it, Prometheus reads /metrics from anywhere; without, from this machine only. */
  METRICS_TOKEN: z.string().trim().min(16, "must have 16 signs or more").optional(),
  /** What /v1 offers: names of models with `*`; all of SiliconFlow's where nothing is said. */
  MODELS: list,
  /** Names of models for clients that show them, and models that SiliconFlow's list leaves out. */
  MODELS_JSON: modelList,
  /** Whose models they are, where nobody says, and how answers that this server makes itself name the provider. */
  PROVIDER_LABEL: z.string().trim().max(100).default("SiliconFlow"),
  /** Origins whose pages may call /v1 with a key from a browser; * for all. */
  CLIENT_ORIGINS: list,
  NODE_ENV: z.string().optional(),
  LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]).default("info"),
  /** The four clocks of an upstream call. */
  UPSTREAM_CONNECT_TIMEOUT_MS: milliseconds(10_000),
  UPSTREAM_FIRST_BYTE_TIMEOUT_MS: milliseconds(120_000),
  UPSTREAM_IDLE_TIMEOUT_MS: milliseconds(60_000),
  UPSTREAM_TOTAL_TIMEOUT_MS: milliseconds(900_000),
  /** How much of the bodies of requests is in memory at once, all of them together. */
  BODIES_TOTAL_MAX_BYTES: bytes(512 * 1024 * 1024),
  /** How long the body of a request may keep this server waiting, besides a second for each 1,024 bytes that came. */
  BODY_PATIENCE_MS: milliseconds(30_000),
  /** One uploaded file, and all of them together; the longest unused ones go first. */
  UPLOAD_MAX_BYTES: bytes(64 * 1024 * 1024),
  UPLOADS_TOTAL_MAX_BYTES: bytes(2 * 1024 * 1024 * 1024),
  /** One file of requests for a batch, and all of them together; the longest unused ones go first. */
  BATCH_FILE_MAX_BYTES: bytes(1024 * 1024 * 1024),
  BATCH_FILES_TOTAL_MAX_BYTES: bytes(4 * 1024 * 1024 * 1024),
  /** Pictures and clips that were made: one of them, all of them together, and the days after its last use. */
  MEDIA_MAX_BYTES: bytes(1024 * 1024 * 1024),
  MEDIA_TOTAL_MAX_BYTES: bytes(20 * 1024 * 1024 * 1024),
  MEDIA_RETENTION_DAYS: z.coerce.number().int().positive().max(36_500).default(365),
  /** Hosts besides public https ones from which they may be fetched. */
  MEDIA_ALLOWED_HOSTS: list,
  /** What the addresses of saved pictures and clips in answers of /v1 begin with; without it they are SiliconFlow's. */
  MEDIA_BASE_URL: baseUrl,
  /** How often SiliconFlow is asked about a job: at first, at the slowest, and for how long. */
  JOB_POLL_FIRST_MS: milliseconds(5000),
  JOB_POLL_SLOWEST_MS: milliseconds(15_000),
  BATCH_POLL_FIRST_MS: milliseconds(10_000),
  BATCH_POLL_SLOWEST_MS: milliseconds(60_000),
  /** How many requests of a file are open at once, where it is answered at once instead of as a batch. */
  BATCH_NOW_CONCURRENCY: z.coerce.number().int().min(1).max(64).default(8),
  JOB_DEADLINE_MS: milliseconds(60 * 60 * 1000),
  /** How long running answers may go on after SIGTERM. */
  SHUTDOWN_GRACE_MS: milliseconds(30_000),
});

const defaultBaseUrl = "https://api.siliconflow.cn/v1";
const defaultSimulatorUrl = "http://127.0.0.1:4010/v1";

/** SiliconFlow needs a key; the simulator wants any. */
const simulatorKey = "sk-simulator";

function upstreamOf(values: z.infer<typeof variables>) {
  const named = values.SILICONFLOW_BASE_URL ?? values.SF_BASE;
  const simulated = values.SILICONFLOW_API_KEY === undefined && named === undefined;
  return {
    simulated,
    baseUrl: simulated ? (values.SIMULATOR_URL ?? defaultSimulatorUrl) : (named ?? defaultBaseUrl),
    apiKey: simulated ? simulatorKey : values.SILICONFLOW_API_KEY,
    connectTimeoutMs: values.UPSTREAM_CONNECT_TIMEOUT_MS,
    firstByteTimeoutMs: values.UPSTREAM_FIRST_BYTE_TIMEOUT_MS,
    idleTimeoutMs: values.UPSTREAM_IDLE_TIMEOUT_MS,
    totalTimeoutMs: values.UPSTREAM_TOTAL_TIMEOUT_MS,
  };
}

/** The name under which saved media is asked for is served. */
const hostOf = (url: string | undefined) => (url === undefined ? [] : [new URL(url).hostname]);

const environmentSchema = variables.transform((values) => ({
  upstream: upstreamOf(values),
  host: values.HOST,
  port: values.PORT,
  allowedHosts: [...values.ALLOWED_HOSTS, ...hostOf(values.MEDIA_BASE_URL)],
  dataDirectory: values.DATA_DIR,
  clientOrigins: values.CLIENT_ORIGINS.map((origin) => origin.replace(/\/+$/, "")),
  clientKeys: [...values.ALLOW_CLIENT_KEYS, ...values.ALLOW_CLIENT_KEY],
  callsAtOnce: values.CLIENT_CALLS_AT_ONCE,
  offer: { patterns: values.MODELS, named: values.MODELS_JSON, providerLabel: values.PROVIDER_LABEL },
  metricsToken: values.METRICS_TOKEN,
  logLevel: values.LOG_LEVEL,
  production: values.NODE_ENV === "production",
  bodiesMaxBytes: values.BODIES_TOTAL_MAX_BYTES,
  bodyPatienceMs: values.BODY_PATIENCE_MS,
  uploads: { maxBytes: values.UPLOAD_MAX_BYTES, totalMaxBytes: values.UPLOADS_TOTAL_MAX_BYTES },
  batchFiles: {
    maxBytes: values.BATCH_FILE_MAX_BYTES,
    totalMaxBytes: values.BATCH_FILES_TOTAL_MAX_BYTES,
  },
  media: {
    maxBytes: values.MEDIA_MAX_BYTES,
    totalMaxBytes: values.MEDIA_TOTAL_MAX_BYTES,
    keptForDays: values.MEDIA_RETENTION_DAYS,
    allowedHosts: values.MEDIA_ALLOWED_HOSTS,
    baseUrl: values.MEDIA_BASE_URL,
  },
  jobs: {
    firstPauseMs: values.JOB_POLL_FIRST_MS,
    slowestPauseMs: values.JOB_POLL_SLOWEST_MS,
    deadlineMs: values.JOB_DEADLINE_MS,
  },
  batches: {
    firstPauseMs: values.BATCH_POLL_FIRST_MS,
    slowestPauseMs: values.BATCH_POLL_SLOWEST_MS,
  },
  requestsAtOnce: values.BATCH_NOW_CONCURRENCY,
  shutdownGraceMs: values.SHUTDOWN_GRACE_MS,
}));

/** What the program was told, checked and named. */
export type Environment = z.infer<typeof environmentSchema>;

/**
 * Checks a set of environment variables; an empty one counts as not set.
 * @throws Error whose message is one line that names each wrong variable; it never repeats a value.
 */
export function parseEnvironment(source: Record<string, string | undefined>): Environment {
  const set = Object.entries(source).filter(([, value]) => value?.trim());
  const parsed = environmentSchema.safeParse(Object.fromEntries(set));
  if (parsed.success) return parsed.data;
  const reasons = parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
  throw new Error(`Wrong configuration. ${reasons.join("; ")}`);
}
