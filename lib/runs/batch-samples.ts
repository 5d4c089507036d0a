import type { RunRequest } from "./run-request";

/* A batch as a program of one's own. The file of requests lies beside the program: this browser's is nobody else's. */

const fileName = "requests.jsonl";
const endpoint = "/v1/chat/completions";

type Fields = Record<string, unknown>;
export type BatchOperation = Extract<RunRequest["operation"], `batches${string}`>;

const batchOperations: readonly string[] = ["batches", "batches.now", "batches.get", "batches.cancel"];
export const isBatchOperation = (operation: string): operation is BatchOperation =>
  batchOperations.includes(operation);

/** What a language begins with: SiliconFlow's address and the key, as the other samples have them. */
export type SampleFrame = { baseUrl: string; keyName: string; client: readonly string[] };

/** What is sent beside the file. */
const settingsOf = ({ completion_window, metadata, replace }: Fields): Fields => ({
  endpoint,
  completion_window,
  ...(metadata !== undefined && { metadata }),
  ...(replace !== undefined && { replace }),
});

const idOf = ({ requestId }: Fields) => String(requestId);
const replacedModel = ({ replace }: Fields): unknown =>
  typeof replace === "object" && replace !== null && "model" in replace ? replace.model : undefined;
const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;

export function curlBatch(
  operation: BatchOperation,
  input: Fields,
  { baseUrl, keyName }: SampleFrame,
): string {
  const key = `-H "Authorization: Bearer $${keyName}"`;
  const json = `-H "Content-Type: application/json"`;
  if (operation === "batches.get") return `curl ${baseUrl}/batches/${idOf(input)} ${key}\n`;
  if (operation === "batches.cancel") return `curl -X POST ${baseUrl}/batches/${idOf(input)}/cancel ${key}\n`;
  if (operation === "batches.now") {
    const model = replacedModel(input);
    const filter = model === undefined ? ".body" : `.body + {model: ${JSON.stringify(model)}}`;
    return [
      `jq -c ${quoted(filter)} ${fileName} | while IFS= read -r body; do`,
      `  printf '%s' "$body" | curl -s ${baseUrl}/chat/completions ${key} ${json} -d @-`,
      "  echo",
      "done > output.jsonl",
      "",
    ].join("\n");
  }
  const settings = JSON.stringify(settingsOf(input)).slice(1);
  return [
    `FILE_ID=$(curl -s ${baseUrl}/files ${key} -F purpose=batch -F file=@${fileName} | jq -r .data.id)`,
    "",
    `curl ${baseUrl}/batches ${key} ${json} \\`,
    `  -d "{\\"input_file_id\\":\\"$FILE_ID\\","${quoted(settings)}`,
    "",
  ].join("\n");
}

export function pythonBatch(
  operation: BatchOperation,
  input: Fields,
  { client }: SampleFrame,
  literal: (value: unknown) => string,
): string {
  if (operation === "batches.get")
    return [...client, `print(client.batches.retrieve(${JSON.stringify(idOf(input))}))`, ""].join("\n");
  if (operation === "batches.cancel")
    return [...client, `print(client.batches.cancel(${JSON.stringify(idOf(input))}))`, ""].join("\n");
  if (operation === "batches.now") {
    const model = replacedModel(input);
    return [
      "import json",
      ...client,
      `with open("${fileName}") as requests, open("output.jsonl", "w") as output:`,
      "    for line in requests:",
      "        request = json.loads(line)",
      ...(model === undefined ? [] : [`        request["body"]["model"] = ${JSON.stringify(model)}`]),
      '        answer = client.post("/chat/completions", cast_to=object, body=request["body"])',
      '        print(json.dumps({"custom_id": request["custom_id"], "body": answer}), file=output)',
      "",
    ].join("\n");
  }
  const { replace, ...settings } = settingsOf(input);
  return [
    ...client,
    `file = client.files.create(file=open("${fileName}", "rb"), purpose="batch")`,
    "batch = client.batches.create(",
    '    input_file_id=file.data["id"],  # SiliconFlow wraps its reply',
    ...Object.entries(settings).map(([name, value]) => `    ${name}=${literal(value)},`),
    ...(replace === undefined ? [] : [`    extra_body=${literal({ replace })},`]),
    ")",
    "",
    "print(batch.id, batch.status)",
    "",
  ].join("\n");
}

export function typescriptBatch(operation: BatchOperation, input: Fields, { client }: SampleFrame): string {
  const id = JSON.stringify(idOf(input));
  if (operation === "batches.get")
    return [...client, `console.log(await client.batches.retrieve(${id}));`, ""].join("\n");
  if (operation === "batches.cancel")
    return [...client, `console.log(await client.batches.cancel(${id}));`, ""].join("\n");
  if (operation === "batches.now") {
    const model = replacedModel(input);
    return [
      'import { open } from "node:fs/promises";',
      ...client,
      `const requests = await open("${fileName}");`,
      "for await (const line of requests.readLines()) {",
      "  const { custom_id, body } = JSON.parse(line);",
      ...(model === undefined ? [] : [`  body.model = ${JSON.stringify(model)};`]),
      "  const answer = await client.chat.completions.create(body);",
      "  console.log(JSON.stringify({ custom_id, body: answer }));",
      "}",
      "",
    ].join("\n");
  }
  const { replace, ...settings } = settingsOf(input);
  const own = Object.entries(settings).map(([name, value]) => `  ${name}: ${JSON.stringify(value)},`);
  return [
    'import { createReadStream } from "node:fs";',
    ...client,
    `const file = await client.files.create({ file: createReadStream("${fileName}"), purpose: "batch" });`,
    "// SiliconFlow wraps its reply.",
    "const { data } = file as unknown as { data: { id: string } };",
    "const batch = await client.batches.create({",
    "  input_file_id: data.id,",
    ...own,
    ...(replace === undefined ? [] : [`  ...${JSON.stringify({ replace })},`]),
    "});",
    "",
    "console.log(batch.id, batch.status);",
    "",
  ].join("\n");
}
