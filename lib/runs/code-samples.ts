import {
  type BatchOperation,
  curlBatch,
  isBatchOperation,
  pythonBatch,
  typescriptBatch,
} from "./batch-samples";
import type { AnswerRunRequest, RunRequest } from "./run-request";

/*
 * The same call as a program of one's own: for SiliconFlow directly, with the key in the environment. What OpenAI's
 * SDKs do not know travels in `extra_body` (Python) or as a spread object (TypeScript), which they send as it is.
 */

export const sampleLanguages = ["curl", "python", "typescript"] as const;
export type SampleLanguage = (typeof sampleLanguages)[number];

const baseUrl = "https://api.siliconflow.cn/v1";
const keyName = "SILICONFLOW_API_KEY";

type Fields = Record<string, unknown>;

/** A call that OpenAI's SDKs do not have: they post the body as it is and print what comes. */
type PlainCall = { path: string };

type Call = PlainCall & {
  /** Below the SDK's client. */
  method: string;
  /** The fields that OpenAI's SDKs have parameters for. */
  known: ReadonlySet<string>;
  /** Where a streamed piece and a whole answer have their text. */
  python: { piece: string; whole: string };
  typescript: { piece: string; whole: string };
};

const common =
  "model stream stream_options max_tokens stop temperature top_p frequency_penalty presence_penalty";
const words = (text: string) => new Set(text.split(" "));

const calls: Record<AnswerRunRequest["operation"], Call> = {
  "chat.completions": {
    path: "/chat/completions",
    method: "chat.completions.create",
    known: words(
      `${common} messages n logit_bias seed tools tool_choice response_format reasoning_effort user`,
    ),
    python: { piece: "delta.content", whole: "message.content" },
    typescript: { piece: "delta?.content", whole: "message.content" },
  },
  completions: {
    path: "/completions",
    method: "completions.create",
    known: words(`${common} prompt suffix n logit_bias seed`),
    python: { piece: "text", whole: "text" },
    typescript: { piece: "text", whole: "text" },
  },
};

const plainCalls = {
  "images.generations": { path: "/images/generations" },
  "video.submit": { path: "/video/submit" },
  "video.status": { path: "/video/status" },
  embeddings: { path: "/embeddings" },
  rerank: { path: "/rerank" },
} satisfies Partial<Record<RunRequest["operation"], PlainCall>>;

/** What one call to `/embeddings` takes. */
const mostTextsPerCall = 32;

const hasKey = <Calls extends object>(all: Calls, name: string): name is keyof Calls & string =>
  Object.hasOwn(all, name);
const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** A run's request as code in one language; nothing for an operation that this version does not know. */
export function codeSample(language: SampleLanguage, operation: string, input: unknown): string | undefined {
  if (!isFields(input)) return undefined;
  if (hasKey(plainCalls, operation))
    return plainSample(language, plainCalls[operation], bodyOf(operation, input));
  if (operation === "audio.speech") return speechSample(language, input);
  if (operation === "audio.transcriptions") return transcriptionSample(language, input);
  if (isBatchOperation(operation)) return batchSample(language, operation, input);
  if (!hasKey(calls, operation)) return undefined;
  const call = calls[operation];
  if (language === "curl") return curlSample(call, input);
  return language === "python" ? pythonSample(call, input) : typescriptSample(call, input);
}

/** A look at a job names its model for our own records only. Of many texts SiliconFlow takes the first call's at once. */
function bodyOf(operation: string, { model, ...input }: Fields): Fields {
  if (operation === "embeddings" && Array.isArray(input["input"]))
    return { model, ...input, input: input["input"].slice(0, mostTextsPerCall) };
  return operation === "video.status" ? input : { model, ...input };
}

function plainSample(language: SampleLanguage, { path }: PlainCall, body: Fields): string {
  if (language === "curl") return curlSample({ path }, body);
  if (language === "python")
    return [
      "import json",
      ...pythonClient,
      `response = client.post("${path}", cast_to=object, body=${pythonLiteral(body, "")})`,
      "",
      "print(json.dumps(response, indent=2, ensure_ascii=False))",
      "",
    ].join("\n");
  return [
    ...typescriptClient("env"),
    `const response = await client.post("${path}", {`,
    `  body: ${typescriptLiteral(body)},`,
    "});",
    "",
    "console.log(response);",
    "",
  ].join("\n");
}

/** The recording lies beside the program: this browser's upload is nobody else's. */
const recordingName = "recording.wav";

function transcriptionSample(language: SampleLanguage, { model }: Fields): string {
  const path = "/audio/transcriptions";
  if (language === "curl")
    return [
      `curl ${baseUrl}${path} \\`,
      `  -H "Authorization: Bearer $${keyName}" \\`,
      `  -F ${shellQuoted(`model=${String(model)}`)} \\`,
      `  -F file=@${recordingName}`,
      "",
    ].join("\n");
  if (language === "python")
    return [
      ...pythonClient,
      `with open("${recordingName}", "rb") as file:`,
      `    response = client.audio.transcriptions.create(model=${JSON.stringify(model)}, file=file)`,
      "",
      "print(response.text)",
      "",
    ].join("\n");
  return [
    'import { createReadStream } from "node:fs";',
    ...typescriptClient("env"),
    "const response = await client.audio.transcriptions.create({",
    `  model: ${JSON.stringify(model)},`,
    `  file: createReadStream("${recordingName}"),`,
    "});",
    "",
    "console.log(response.text);",
    "",
  ].join("\n");
}

/** What OpenAI's SDKs have parameters for; the rest travels as it does for answers. */
const speechFields = { known: words("model input voice response_format speed") };

function speechSample(language: SampleLanguage, body: Fields): string {
  const file = `speech.${String(body["response_format"] ?? "mp3")}`;
  if (language === "curl")
    return curlSample({ path: "/audio/speech" }, body).replace(/\n$/, ` \\\n  --output ${file}\n`);
  const { own, extra } = partFields(speechFields, body);
  if (language === "python")
    return [
      ...pythonClient,
      "with client.audio.speech.with_streaming_response.create(",
      ...pythonFields(own, extra),
      ") as response:",
      `    response.stream_to_file("${file}")`,
      "",
    ].join("\n");
  return [
    'import { writeFile } from "node:fs/promises";',
    ...typescriptClient("env"),
    "const response = await client.audio.speech.create({",
    ...typescriptFields(own, extra),
    "});",
    "",
    `await writeFile("${file}", Buffer.from(await response.arrayBuffer()));`,
    "",
  ].join("\n");
}

function batchSample(language: SampleLanguage, operation: BatchOperation, input: Fields): string {
  const frame = { baseUrl, keyName };
  if (language === "curl") return curlBatch(operation, input, { ...frame, client: [] });
  if (language === "typescript")
    return typescriptBatch(operation, input, { ...frame, client: typescriptClient("env") });
  const literal = (value: unknown) => pythonLiteral(value, "    ");
  return pythonBatch(operation, input, { ...frame, client: pythonClient }, literal);
}

/** Quotes a text so that a POSIX shell hands it on as it is. */
const shellQuoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;

function curlSample({ path }: PlainCall, input: Fields): string {
  return [
    `curl ${input["stream"] ? "--no-buffer " : ""}${baseUrl}${path} \\`,
    `  -H "Authorization: Bearer $${keyName}" \\`,
    `  -H "Content-Type: application/json" \\`,
    `  -d ${shellQuoted(JSON.stringify(input, null, 2))}`,
    "",
  ].join("\n");
}

/** The fields that the SDKs have parameters for, and the others. */
function partFields(
  { known }: Pick<Call, "known">,
  input: Fields,
): { own: [string, unknown][]; extra: Fields } {
  const entries = Object.entries(input);
  const extra = Object.fromEntries(entries.filter(([name]) => !known.has(name)));
  return { own: entries.filter(([name]) => known.has(name)), extra };
}

/** A JSON value in Python's notation; its strings are written as in JSON. */
function pythonLiteral(value: unknown, indent: string): string {
  const inner = `${indent}    `;
  const block = (open: string, lines: string[], close: string) =>
    lines.length === 0 ? open + close : `${open}\n${lines.join("")}${indent}${close}`;
  if (Array.isArray(value))
    return block(
      "[",
      value.map((item) => `${inner}${pythonLiteral(item, inner)},\n`),
      "]",
    );
  if (isFields(value))
    return block(
      "{",
      Object.entries(value).map(
        ([name, item]) => `${inner}${JSON.stringify(name)}: ${pythonLiteral(item, inner)},\n`,
      ),
      "}",
    );
  if (value === true) return "True";
  if (value === false) return "False";
  return value === null ? "None" : JSON.stringify(value);
}

function pythonFields(own: readonly [string, unknown][], extra: Fields): string[] {
  const sent = Object.keys(extra).length === 0 ? own : [...own, ["extra_body", extra] as const];
  return sent.map(([name, value]) => `    ${name}=${pythonLiteral(value, "    ")},`);
}

const pythonClient = [
  "import os",
  "",
  "from openai import OpenAI",
  "",
  "client = OpenAI(",
  `    api_key=os.environ["${keyName}"],`,
  `    base_url="${baseUrl}",`,
  ")",
  "",
];

function pythonSample(call: Call, input: Fields): string {
  const { own, extra } = partFields(call, input);
  const fields = pythonFields(own, extra);
  const { piece, whole } = call.python;
  const reading = input["stream"]
    ? [
        "for chunk in response:",
        "    if chunk.choices:",
        `        print(chunk.choices[0].${piece} or "", end="", flush=True)`,
      ]
    : [`print(response.choices[0].${whole})`];
  return [...pythonClient, `response = client.${call.method}(`, ...fields, ")", "", ...reading, ""].join(
    "\n",
  );
}

/** A JSON value as a literal, its further lines indented like the first. */
const typescriptLiteral = (value: unknown) => JSON.stringify(value, null, 2).replaceAll("\n", "\n  ");

function typescriptFields(own: readonly [string, unknown][], extra: Fields): string[] {
  const fields = own.map(([name, value]) => `  ${name}: ${typescriptLiteral(value)},`);
  return Object.keys(extra).length === 0 ? fields : [...fields, `  ...${typescriptLiteral(extra)},`];
}

const typescriptClient = (imported: string) => [
  `import { ${imported} } from "node:process";`,
  'import OpenAI from "openai";',
  "",
  "const client = new OpenAI({",
  `  apiKey: env.${keyName},`,
  `  baseURL: "${baseUrl}",`,
  "});",
  "",
];

function typescriptSample(call: Call, input: Fields): string {
  const { own, extra } = partFields(call, input);
  const { piece, whole } = call.typescript;
  const reading = input["stream"]
    ? ["for await (const chunk of response) {", `  stdout.write(chunk.choices[0]?.${piece} ?? "");`, "}"]
    : [`console.log(response.choices[0]?.${whole});`];
  return [
    ...typescriptClient(input["stream"] ? "env, stdout" : "env"),
    `const response = await client.${call.method}({`,
    ...typescriptFields(own, extra),
    "});",
    "",
    ...reading,
    "",
  ].join("\n");
}
