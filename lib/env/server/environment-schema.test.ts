import { describe, expect, test } from "vitest";
import { parseEnvironment } from "./environment-schema";

const defaults = {
  upstream: {
    simulated: true,
    baseUrl: "http://127.0.0.1:4010/v1",
    apiKey: "sk-simulator",
    connectTimeoutMs: 10_000,
    firstByteTimeoutMs: 120_000,
    idleTimeoutMs: 60_000,
    totalTimeoutMs: 900_000,
  },
  host: "127.0.0.1",
  port: 3000,
  allowedHosts: [],
  dataDirectory: "./data",
  clientOrigins: [],
  clientKeys: [],
  callsAtOnce: 100,
  offer: { patterns: [], named: [], providerLabel: "SiliconFlow" },
  metricsToken: undefined,
  logLevel: "info",
  production: false,
  uploads: { maxBytes: 64 * 1024 * 1024, totalMaxBytes: 2 * 1024 * 1024 * 1024 },
  bodiesMaxBytes: 512 * 1024 * 1024,
  bodyPatienceMs: 30_000,
  batchFiles: { maxBytes: 1024 * 1024 * 1024, totalMaxBytes: 4 * 1024 * 1024 * 1024 },
  media: {
    maxBytes: 1024 * 1024 * 1024,
    totalMaxBytes: 20 * 1024 * 1024 * 1024,
    keptForDays: 365,
    allowedHosts: [],
    baseUrl: undefined,
  },
  jobs: { firstPauseMs: 5000, slowestPauseMs: 15_000, deadlineMs: 60 * 60 * 1000 },
  batches: { firstPauseMs: 10_000, slowestPauseMs: 60_000 },
  requestsAtOnce: 8,
  shutdownGraceMs: 30_000,
};

const names = [
  "SILICONFLOW_API_KEY",
  "SILICONFLOW_BASE_URL",
  "SF_BASE",
  "SIMULATOR_URL",
  "HOST",
  "PORT",
  "ALLOWED_HOSTS",
  "DATA_DIR",
  "ALLOW_CLIENT_KEYS",
  "ALLOW_CLIENT_KEY",
  "CLIENT_CALLS_AT_ONCE",
  "CLIENT_ORIGINS",
  "METRICS_TOKEN",
  "MODELS",
  "MODELS_JSON",
  "PROVIDER_LABEL",
  "NODE_ENV",
  "LOG_LEVEL",
  "UPSTREAM_CONNECT_TIMEOUT_MS",
  "UPSTREAM_FIRST_BYTE_TIMEOUT_MS",
  "UPSTREAM_IDLE_TIMEOUT_MS",
  "UPSTREAM_TOTAL_TIMEOUT_MS",
  "UPLOAD_MAX_BYTES",
  "UPLOADS_TOTAL_MAX_BYTES",
  "BATCH_FILE_MAX_BYTES",
  "BATCH_FILES_TOTAL_MAX_BYTES",
  "BODIES_TOTAL_MAX_BYTES",
  "BODY_PATIENCE_MS",
  "MEDIA_MAX_BYTES",
  "MEDIA_TOTAL_MAX_BYTES",
  "MEDIA_RETENTION_DAYS",
  "MEDIA_ALLOWED_HOSTS",
  "JOB_POLL_FIRST_MS",
  "JOB_POLL_SLOWEST_MS",
  "JOB_DEADLINE_MS",
  "BATCH_POLL_FIRST_MS",
  "BATCH_POLL_SLOWEST_MS",
  "SHUTDOWN_GRACE_MS",
];

const key = "sk-0123456789";

describe("a program that was told nothing", () => {
  test("serves this machine only, with the simulator", () => {
    expect(parseEnvironment({})).toEqual(defaults);
  });

  test.each(["", " ", "\t\n"])("takes %j for nothing, in every variable", (empty) => {
    expect(parseEnvironment(Object.fromEntries(names.map((name) => [name, empty])))).toEqual(defaults);
  });

  test("does not mind what else is in its environment", () => {
    expect(parseEnvironment({ PATH: "/bin", NEXT_RUNTIME: "nodejs", siliconflow_api_key: key })).toEqual(
      defaults,
    );
  });
});

describe("who answers", () => {
  test.each([
    ["nothing", {}, true, "http://127.0.0.1:4010/v1", "sk-simulator"],
    [
      "where the simulator is",
      { SIMULATOR_URL: "http://127.0.0.1:4811/v1" },
      true,
      "http://127.0.0.1:4811/v1",
      "sk-simulator",
    ],
    ["a key", { SILICONFLOW_API_KEY: key }, false, "https://api.siliconflow.cn/v1", key],
    [
      "a key, and where the simulator is",
      { SILICONFLOW_API_KEY: key, SIMULATOR_URL: "http://127.0.0.1:4811/v1" },
      false,
      "https://api.siliconflow.cn/v1",
      key,
    ],
    [
      "an address",
      { SILICONFLOW_BASE_URL: "http://10.0.0.1:8000/v1" },
      false,
      "http://10.0.0.1:8000/v1",
      undefined,
    ],
    [
      "an address by its other name",
      { SF_BASE: "https://api.siliconflow.com/v1", SILICONFLOW_API_KEY: key },
      false,
      "https://api.siliconflow.com/v1",
      key,
    ],
    [
      "an address by both names",
      { SF_BASE: "https://one.example/v1", SILICONFLOW_BASE_URL: "https://two.example/v1" },
      false,
      "https://two.example/v1",
      undefined,
    ],
    [
      "an address by both names, one of them empty",
      { SF_BASE: "https://one.example/v1", SILICONFLOW_BASE_URL: "" },
      false,
      "https://one.example/v1",
      undefined,
    ],
  ])("with %s", (_, source, simulated, baseUrl, apiKey) => {
    expect(parseEnvironment(source).upstream).toMatchObject({ simulated, baseUrl });
    expect(parseEnvironment(source).upstream.apiKey).toBe(apiKey);
  });

  test("the blanks around a key and the slashes behind an address do not matter", () => {
    const { upstream } = parseEnvironment({
      SILICONFLOW_API_KEY: ` ${key}\n`,
      SILICONFLOW_BASE_URL: "https://api.siliconflow.com/v1//",
    });
    expect(upstream).toMatchObject({ apiKey: key, baseUrl: "https://api.siliconflow.com/v1" });
  });
});

describe("what else can be said", () => {
  test.each([
    [{ HOST: "0.0.0.0" }, { host: "0.0.0.0" }],
    [{ PORT: "8080" }, { port: 8080 }],
    [{ PORT: "0" }, { port: 0 }],
    [{ ALLOWED_HOSTS: "play.example, other.example" }, { allowedHosts: ["play.example", "other.example"] }],
    [{ DATA_DIR: " /srv/data " }, { dataDirectory: "/srv/data" }],
    [{ ALLOW_CLIENT_KEYS: "sf-1,sf-2\nsf-3 ,, sf-4" }, { clientKeys: ["sf-1", "sf-2", "sf-3", "sf-4"] }],
    [{ ALLOW_CLIENT_KEY: "sf-9" }, { clientKeys: ["sf-9"] }],
    [{ ALLOW_CLIENT_KEYS: "sf-1", ALLOW_CLIENT_KEY: "sf-9" }, { clientKeys: ["sf-1", "sf-9"] }],
    [{ ALLOW_CLIENT_KEYS: " , ," }, { clientKeys: [] }],
    [{ NODE_ENV: "production" }, { production: true }],
    [{ LOG_LEVEL: "trace" }, { logLevel: "trace" }],
    [
      { UPLOAD_MAX_BYTES: "10", UPLOADS_TOTAL_MAX_BYTES: "50000000000" },
      { uploads: { maxBytes: 10, totalMaxBytes: 50_000_000_000 } },
    ],
    [{ SHUTDOWN_GRACE_MS: "1" }, { shutdownGraceMs: 1 }],
    [
      { MEDIA_BASE_URL: "https://pictures.example.com/gateway/", ALLOWED_HOSTS: "gateway.example.com" },
      {
        allowedHosts: ["gateway.example.com", "pictures.example.com"],
        media: { ...defaults.media, baseUrl: "https://pictures.example.com/gateway" },
      },
    ],
  ])("%j", (source, expected) => {
    expect(parseEnvironment(source)).toEqual({ ...defaults, ...expected });
  });

  test("each of the four clocks", () => {
    const { upstream } = parseEnvironment({
      UPSTREAM_CONNECT_TIMEOUT_MS: "1",
      UPSTREAM_FIRST_BYTE_TIMEOUT_MS: "2",
      UPSTREAM_IDLE_TIMEOUT_MS: "3",
      UPSTREAM_TOTAL_TIMEOUT_MS: "4",
    });
    expect(upstream).toMatchObject({
      connectTimeoutMs: 1,
      firstByteTimeoutMs: 2,
      idleTimeoutMs: 3,
      totalTimeoutMs: 4,
    });
  });
});

describe("what cannot be", () => {
  const wrong: [string, string][] = [
    ["SILICONFLOW_BASE_URL", "CANARY.example"],
    ["SILICONFLOW_BASE_URL", "ftp://CANARY.example"],
    ["SILICONFLOW_BASE_URL", "javascript:CANARY"],
    ["SF_BASE", "//CANARY/v1"],
    ["SIMULATOR_URL", "http//CANARY"],
    ["PORT", "CANARY"],
    ["PORT", "65536"],
    ["PORT", "-1"],
    ["PORT", "30.5"],
    ["LOG_LEVEL", "CANARY"],
    ["LOG_LEVEL", "INFO"],
    ["UPSTREAM_CONNECT_TIMEOUT_MS", "CANARY"],
    ["UPSTREAM_FIRST_BYTE_TIMEOUT_MS", "0"],
    ["UPSTREAM_IDLE_TIMEOUT_MS", "-5"],
    ["UPSTREAM_TOTAL_TIMEOUT_MS", "1.5"],
    // Node's timers take at most 31 bits: anything longer would run out at once.
    ["UPSTREAM_TOTAL_TIMEOUT_MS", "2147483648"],
    ["UPLOAD_MAX_BYTES", "0"],
    ["UPLOADS_TOTAL_MAX_BYTES", "CANARY"],
    ["SHUTDOWN_GRACE_MS", "9999999999"],
    ["SHUTDOWN_GRACE_MS", "Infinity"],
  ];

  test.each(wrong)("%s = %j stops the start with its name, not with its value", (name, value) => {
    const parse = () => parseEnvironment({ [name]: value, SILICONFLOW_API_KEY: key });
    expect(parse).toThrow(new RegExp(`^Wrong configuration\\. ${name}: `));
    expect(parse).not.toThrow(/CANARY|\n/);
    expect(parse).not.toThrow(new RegExp(key));
  });

  test("is named all at once, on one line", () => {
    expect(() => parseEnvironment({ PORT: "x", LOG_LEVEL: "y", SF_BASE: "z" })).toThrow(
      /^Wrong configuration\. (?=.*PORT: )(?=.*LOG_LEVEL: )(?=.*SF_BASE: ).*$/,
    );
  });
});

describe("what the gateway offers", () => {
  test.each([
    ['[{"id":"Qwen/Qwen3-8B","name":"Qwen 3"}]', [{ id: "Qwen/Qwen3-8B", name: "Qwen 3" }]],
    ['{"a/b":{"owned_by":"us"},"c":{}}', [{ id: "a/b", owned_by: "us" }, { id: "c" }]],
  ])("is named by %s", (text, named) => {
    expect(
      parseEnvironment({ MODELS_JSON: text, MODELS: "Qwen/*, c", PROVIDER_LABEL: "Ours" }).offer,
    ).toEqual({
      patterns: ["Qwen/*", "c"],
      named,
      providerLabel: "Ours",
    });
  });

  test.each(["{", "[1]", '[{"name":"x"}]', '{"a":1}', '[{"id":"a","title":"x"}]', '"a"'])(
    "that cannot be read (%s) is one line that names the variable",
    (text) => {
      expect(() => parseEnvironment({ MODELS_JSON: text })).toThrow(
        /^Wrong configuration\. MODELS_JSON(\.\w+)*: [^\n;]+$/,
      );
    },
  );
});
