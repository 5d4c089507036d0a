import type { IncomingMessage, ServerResponse } from "node:http";
import { z } from "zod";
import type { SimulatorState } from "@/lib/simulator/exchange";
import { parseJson, readBody } from "@/lib/simulator/http/body";
import { isRecord } from "@/lib/simulator/json";
import type { VideoJob } from "@/lib/simulator/media/video-jobs";
import { initialPace, paceSchema } from "@/lib/simulator/options";
import {
  resolveScenario,
  type ScheduledScenario,
  scheduledScenarioSchema,
  textParams,
} from "@/lib/simulator/scenarios/schedule";
import { scenarioTable } from "@/lib/simulator/scenarios/table";

/*
 * /__control: how tests and the demo steer the simulator. Only programs on this machine may: the socket
 * has to be a loopback one, and a request that a web page sent (it carries Origin or Sec-Fetch-Site) is refused.
 */

type Answer = { status: number; body: unknown };

const ok: Answer = { status: 200, body: { ok: true } };
const refused = (message: string): Answer => ({ status: 400, body: { error: message } });

export async function handleControl(
  state: SimulatorState,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
): Promise<void> {
  const raw = await readBody(request);
  if (raw === null) return;
  const answer = isLocal(request)
    ? await decide(state, `${request.method} ${url.pathname.slice("/__control/".length)}`, raw, url, response)
    : { status: 403, body: { error: "control is for programs on this machine" } };
  response.writeHead(answer.status, { "content-type": "application/json; charset=utf-8" });
  response.end(`${JSON.stringify(answer.body, null, 2)}\n`);
}

function isLocal(request: IncomingMessage): boolean {
  const address = (request.socket.remoteAddress ?? "").replace(/^::ffff:/, "");
  const fromPage = request.headers.origin !== undefined || request.headers["sec-fetch-site"] !== undefined;
  return (address === "::1" || address.startsWith("127.")) && !fromPage;
}

async function decide(
  state: SimulatorState,
  action: string,
  raw: Buffer,
  url: URL,
  response: ServerResponse,
): Promise<Answer> {
  switch (action) {
    case "GET requests":
      return listRequests(state, url, response);
    case "DELETE requests":
      state.log.clear();
      return ok;
    case "GET scenarios":
      return { status: 200, body: describeScenarios(state) };
    case "POST scenario":
      return addScenario(state, raw);
    case "DELETE scenario":
      state.schedule.clear();
      return ok;
    case "POST pace":
      return setPace(state, raw);
    case "GET videos":
      return { status: 200, body: state.videos.all().map(describeJob) };
    case "POST reset":
      state.log.clear();
      state.shelf.clear();
      state.videos.clear();
      state.voices.clear();
      state.batches.clear();
      await state.files.clear();
      await state.studio.forget();
      state.schedule.clear();
      state.meter.clear();
      state.pace = initialPace(state.options);
      return ok;
    default:
      return { status: 404, body: { error: `no control action "${action}"` } };
  }
}

const waitSchema = z.object({
  ended: z.coerce.number().optional(),
  timeoutMs: z.coerce.number().default(5000),
});

/** The log; with `?ended=n` it waits until n requests have ended (at most `timeoutMs`). */
async function listRequests(state: SimulatorState, url: URL, response: ServerResponse): Promise<Answer> {
  const wait = waitSchema.safeParse(Object.fromEntries(url.searchParams));
  if (!wait.success) return refused("ended and timeoutMs are numbers");
  const { ended, timeoutMs } = wait.data;
  if (ended !== undefined) {
    const left = new AbortController();
    response.on("close", () => left.abort());
    const signal = AbortSignal.any([left.signal, AbortSignal.timeout(timeoutMs)]);
    const enough = () => state.log.all().filter((entry) => entry.endedAt !== null).length >= ended;
    await state.log.when(enough, signal);
  }
  return { status: 200, body: { requests: state.log.all() } };
}

function describeScenarios(state: SimulatorState): unknown {
  const scenarios = Object.entries(scenarioTable).map(([name, { description, params = {} }]) => ({
    name,
    description,
    params,
  }));
  return { scenarios, scheduled: state.schedule.all(), pace: state.pace };
}

function describeJob({ requestId, model, prompt, submittedAt, polls }: VideoJob): unknown {
  return { requestId, model, prompt, submittedAt, polls };
}

function addScenario(state: SimulatorState, raw: Buffer): Answer {
  const parsed = scheduledScenarioSchema.safeParse(parseJson(raw));
  if (!parsed.success) return refused(z.prettifyError(parsed.error));
  const scenario: ScheduledScenario = parsed.data;
  const resolved = resolveScenario(scenario.name, textParams(scenario.params), state.options.now());
  if (typeof resolved === "string") return refused(resolved);
  state.schedule.add(scenario);
  return ok;
}

function setPace(state: SimulatorState, raw: Buffer): Answer {
  const change = parseJson(raw);
  const parsed = paceSchema.safeParse(isRecord(change) ? { ...state.pace, ...change } : change);
  if (!parsed.success) return refused(z.prettifyError(parsed.error));
  state.pace = parsed.data;
  return { status: 200, body: state.pace };
}
