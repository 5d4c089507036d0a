import { simulatorUrl } from "./addresses";

type Pace = {
  speed?: number;
  tokensPerSecond?: number;
  firstTokenMs?: number;
  /** How unevenly tokens come, from 0 to 1. */
  jitter?: number;
  videoQueueMs?: number;
  videoWorkMs?: number;
  mediaTtlMs?: number;
  speechFirstByteMs?: number;
  /** Seconds of sound that are made in a second. */
  speechRate?: number;
  /** Seconds of sound that are heard in a second. */
  transcriptionRate?: number;
  /** Milliseconds that a call for vectors takes. */
  vectorMs?: number;
  batchQueueMs?: number;
  batchLineMs?: number;
  batchFinalizeMs?: number;
};

/** A request as the simulator saw it. */
export type SimulatedRequest = {
  method: string;
  path: string;
  body: unknown;
  /** When the caller closed the connection, in epoch milliseconds; null when it stayed to the end. */
  closedByClient: number | null;
  undocumentedFields: string[];
};

async function control(method: string, path: string, body?: unknown): Promise<unknown> {
  const response = await fetch(`${simulatorUrl}/__control/${path}`, {
    method,
    ...(body !== undefined && {
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    }),
  });
  if (!response.ok) throw new Error(`The simulator refused ${method} ${path}: ${await response.text()}`);
  return response.json();
}

/** Those to a path, or to all that begin like it when a star ends it. */
async function requestsTo(path: string): Promise<SimulatedRequest[]> {
  const log = await control("GET", "requests");
  const requests = (log as { requests: SimulatedRequest[] }).requests;
  const fits = path.endsWith("*")
    ? (request: SimulatedRequest) => request.path.startsWith(path.slice(0, -1))
    : (request: SimulatedRequest) => request.path === path;
  return requests.filter(fits);
}

/** How the journeys steer the simulator. */
export const simulator = {
  /** No faults, an empty log, and answers as fast as they are read. */
  async reset(): Promise<void> {
    await control("POST", "reset");
    await control("POST", "pace", { speed: 0 });
  },
  pace: (pace: Pace) => control("POST", "pace", pace),
  scenario: (name: string, params: Record<string, string | number> = {}, times?: number) =>
    control("POST", "scenario", { name, params, ...(times !== undefined && { times }) }),
  /** A fault for the calls of one model alone. */
  scenarioFor: (model: string, name: string, params: Record<string, string | number> = {}, times?: number) =>
    control("POST", "scenario", { name, params, match: { model }, ...(times !== undefined && { times }) }),
  /** A fault for the calls of one path, `/media/*` for all that begin so. */
  scenarioAt: (path: string, name: string, params: Record<string, string | number> = {}, times?: number) =>
    control("POST", "scenario", { name, params, match: { path }, ...(times !== undefined && { times }) }),
  endScenarios: () => control("DELETE", "scenario"),
  async scenarioNames(): Promise<string[]> {
    const { scenarios } = (await control("GET", "scenarios")) as { scenarios: { name: string }[] };
    return scenarios.map((scenario) => scenario.name);
  },
  chatRequests: () => requestsTo("/v1/chat/completions"),
  imageRequests: () => requestsTo("/v1/images/generations"),
  /** Every clip that was taken in hand, whether or not anybody was told. */
  videoJobs: async () => ((await control("GET", "videos")) as unknown[]).length,
  fileRequests: () => requestsTo("/v1/files"),
  batchRequests: () => requestsTo("/v1/batches"),
  speechRequests: () => requestsTo("/v1/audio/speech"),
  transcriptionRequests: () => requestsTo("/v1/audio/transcriptions"),
  embeddingRequests: () => requestsTo("/v1/embeddings"),
  rerankRequests: () => requestsTo("/v1/rerank"),
  /** The scores that a request for a ranking gets: the same for the same request. */
  async ranked(body: unknown): Promise<{ index: number; relevance_score: number }[]> {
    const response = await fetch(`${simulatorUrl}/v1/rerank`, {
      method: "POST",
      headers: { authorization: "Bearer sk-simulated", "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`The simulator does not rank: ${await response.text()}`);
    return ((await response.json()) as { results: { index: number; relevance_score: number }[] }).results;
  },
  voiceUploads: () => requestsTo("/v1/uploads/audio/voice"),
  /** A text as the simulator speaks it: it knows its words again until the next reset. */
  async spoken(input: string, format: "mp3" | "wav" = "mp3"): Promise<Buffer> {
    const model = "FunAudioLLM/CosyVoice2-0.5B";
    const response = await fetch(`${simulatorUrl}/v1/audio/speech`, {
      method: "POST",
      headers: { authorization: "Bearer sk-simulated", "content-type": "application/json" },
      body: JSON.stringify({ model, input, voice: `${model}:alex`, response_format: format }),
    });
    if (!response.ok) throw new Error(`The simulator does not speak: ${await response.text()}`);
    return Buffer.from(await response.arrayBuffer());
  },
  videoSubmits: () => requestsTo("/v1/video/submit"),
  videoPolls: () => requestsTo("/v1/video/status"),
  batchCreations: async () => (await requestsTo("/v1/batches")).filter(({ method }) => method === "POST"),
  /** Downloads of files of batches. */
  fileDownloads: () => requestsTo("/v1/files/*"),
  /** Has another program begin a batch of a file. */
  async batchElsewhere(content: string): Promise<void> {
    const headers = { authorization: "Bearer sk-simulator" };
    const form = new FormData();
    form.set("purpose", "batch");
    form.set("file", new Blob([content]), "elsewhere.jsonl");
    const uploaded = await fetch(`${simulatorUrl}/v1/files`, { method: "POST", headers, body: form });
    const { data } = (await uploaded.json()) as { data: { id: string } };
    const response = await fetch(`${simulatorUrl}/v1/batches`, {
      method: "POST",
      headers: { ...headers, "content-type": "application/json" },
      body: JSON.stringify({
        input_file_id: data.id,
        endpoint: "/v1/chat/completions",
        completion_window: "24h",
      }),
    });
    if (!response.ok) throw new Error(`The simulator begins no batch: ${await response.text()}`);
  },
  /** Downloads of results. */
  mediaRequests: () => requestsTo("/media/*"),
  fillRequests: () => requestsTo("/v1/completions"),
  /** The body of the newest chat request. */
  async lastBody(): Promise<unknown> {
    return (await requestsTo("/v1/chat/completions")).at(-1)?.body;
  },
};
