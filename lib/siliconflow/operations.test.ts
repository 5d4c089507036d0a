import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { type Difference, differences } from "@/lib/siliconflow/contract-comparison";
import {
  contractFacts,
  contractOperations,
  contractParameters,
  type OperationTable,
  schemaFacts,
} from "@/lib/siliconflow/contract-facts";
import { operations } from "@/lib/siliconflow/operations";

/** Where the schemas say something else than the contract on purpose. An entry that nothing needs fails. */
const deviations: readonly { at: RegExp; onlyIn: Difference["onlyIn"]; fact: RegExp; reason: string }[] = [
  {
    at: / (response|event)|^(errors|batch error line)/,
    onlyIn: "contract",
    fact: /^required$/,
    reason: "Only what proves a reply to be one is required; the service leaves out the rest at times.",
  },
  {
    at: / (response|event)|^(errors|batch error line)/,
    onlyIn: "schema",
    fact: /^type null$/,
    reason: "The service writes null for what is absent.",
  },
  {
    at: / (response|event)/,
    onlyIn: "schema",
    fact: /^any value$/,
    reason: "A value that SiliconFlow adds tomorrow still parses.",
  },
  {
    at: / (response|event)/,
    onlyIn: "contract",
    fact: /^(minimum|minLength) /,
    reason: "Ranges of replies are not checked: an odd number is no reason to lose an answer.",
  },
  {
    at: /^getUserInfo response\.(code|data)$/,
    onlyIn: "schema",
    fact: /^required$/,
    reason: "Code 20000 and the data are the proof of success.",
  },
  {
    at: / event.*finish_reason$/,
    onlyIn: "contract",
    fact: /^value ""$/,
    reason: "Any string parses, the empty one too.",
  },
  {
    at: /^createMessage (response|event\.message)\.content\[\]\{type\}/,
    onlyIn: "schema",
    fact: /^exists$/,
    reason: "A kind of block that SiliconFlow adds tomorrow still parses.",
  },
  {
    at: /^(submitVideo|createTranscription) request\.model$/,
    onlyIn: "schema",
    fact: /^any value$/,
    reason: "The live model list decides which models exist.",
  },
  {
    at: /^deleteVoice response$/,
    onlyIn: "contract",
    fact: /^type string$|^any value$/,
    reason: "The real body was never recorded: whatever arrives is accepted.",
  },
  {
    at: /^deleteVoice response$/,
    onlyIn: "schema",
    fact: /^type any$/,
    reason: "The real body was never recorded: whatever arrives is accepted.",
  },
  {
    at: /^errors\{(message\}|error\}\.error)(\.code)?$/,
    onlyIn: "schema",
    fact: /^(type (integer|string)|any value)$/,
    reason: "Compatible services mix the two envelopes: codes as number or text, an error that is a string.",
  },
  {
    at: /^errors\{message\}$/,
    onlyIn: "contract",
    fact: /^not /,
    reason: "Instead of excluding OpenAI's envelope from the platform's, the union tries it first.",
  },
];

const contractText = readFileSync(new URL("./upstream/openapi.yaml", import.meta.url), "utf8");
const contractDocument: unknown = parse(contractText);

const isDeviation = (difference: Difference, deviation: (typeof deviations)[number]) =>
  difference.onlyIn === deviation.onlyIn &&
  deviation.at.test(difference.path) &&
  deviation.fact.test(difference.fact);

function undeclaredDifferences(document: unknown, table: OperationTable): string[] {
  return differences(contractFacts(document), schemaFacts(table))
    .filter((difference) => !deviations.some((deviation) => isDeviation(difference, deviation)))
    .map(({ path, fact, onlyIn }) => `${path}: ${fact} (${onlyIn} only)`);
}

describe("the schemas and SiliconFlow's contract", () => {
  it("agree on every operation and field", () => {
    expect(Object.keys(operations)).toHaveLength(21);
    expect(undeclaredDifferences(contractDocument, operations)).toEqual([]);
  });

  it("need each deviation that is declared", () => {
    const found = differences(contractFacts(contractDocument), schemaFacts(operations));
    const unused = deviations.filter((deviation) => !found.some((each) => isDeviation(each, deviation)));
    expect(unused).toEqual([]);
  });

  it("know every header that a caller may send", () => {
    const headers = contractOperations(contractDocument)
      .flatMap(({ operation }) => contractParameters(operation, contractDocument))
      .filter((parameter) => parameter["in"] === "header")
      .map((parameter) => parameter["name"]);
    expect([...new Set(headers)].sort()).toEqual(["X-Trace-Id", "anthropic-version", "traceparent"]);
  });
});

describe("the comparison", () => {
  const plantedInContract: readonly [what: string, old: string, planted: string, seen: string][] = [
    [
      "a new field deep in a message",
      "        text: {type: string}\n    ImagePart:",
      "        text: {type: string}\n        cache: {type: string}\n    ImagePart:",
      "createChatCompletion request.messages[]{role=system}.content[].cache: exists (contract only)",
    ],
    [
      "a lost field",
      "        seed: {type: integer}\n        n: {type: integer, minimum: 1, maximum: 128}",
      "        n: {type: integer, minimum: 1, maximum: 128}",
      "createCompletion request.seed: exists (schema only)",
    ],
    [
      "a new field of a reply",
      "        total_tokens: {type: integer}\n        prompt_cache_hit_tokens",
      "        total_tokens: {type: integer}\n        audio_tokens: {type: integer}\n        prompt_cache_hit_tokens",
      "createChatCompletion event.usage.audio_tokens: exists (contract only)",
    ],
    [
      "a new value",
      "enum: [low, medium, high, xhigh, max]",
      "enum: [none, low, medium, high, xhigh, max]",
      'createChatCompletion request.reasoning_effort: value "none" (contract only)',
    ],
    [
      "a lost value of a reply",
      "enum: [Succeed, InQueue, InProgress, Failed]",
      "enum: [Succeed, InQueue, Failed]",
      'getVideoStatus response.status: value "InProgress" (schema only)',
    ],
    [
      "another range",
      "speed: {type: number, minimum: 0.25, maximum: 4,",
      "speed: {type: number, minimum: 0.25, maximum: 2,",
      "createSpeech request.speed: maximum 2 (contract only)",
    ],
    [
      "a field that is required no longer",
      "required: [model, messages, max_tokens]",
      "required: [model, messages]",
      "createMessage request.max_tokens: required (schema only)",
    ],
    [
      "a new kind of content part",
      "        - $ref: '#/components/schemas/AudioPart'\n",
      "        - $ref: '#/components/schemas/AudioPart'\n        - {type: object, properties: {type: {const: file}}}\n",
      "createChatCompletion request.messages[]{role=user}.content[]{type=file}: exists (contract only)",
    ],
    [
      "a new query parameter",
      "        - name: after\n",
      "        - {name: before, in: query, schema: {type: string}}\n        - name: after\n",
      "listBatches query.before: exists (contract only)",
    ],
    ["another path", "  /rerank:\n", "  /reranking:\n", "createRerank: POST /reranking (contract only)"],
    [
      "a new operation",
      "paths:\n",
      "paths:\n  /responses:\n    post: {operationId: createResponse}\n",
      "createResponse: exists (contract only)",
    ],
    [
      "a keyword it does not know",
      "purpose: {type: string, enum: [batch]}",
      "purpose: {type: string, enum: [batch], contains: b}",
      'uploadFile response.data.purpose: contains "b" (contract only)',
    ],
  ];

  it.each(plantedInContract)("reports %s in the contract", (_what, old, planted, seen) => {
    expect(contractText).toContain(old);
    const differing: unknown = parse(contractText.replace(old, planted));
    expect(undeclaredDifferences(differing, operations)).toContain(seen);
  });

  const chat = operations["chat.completions"];
  const plantedInSchema: readonly [what: string, changed: OperationTable, seen: string][] = [
    [
      "a new field of a request",
      { chat: { ...chat, request: chat.request.extend({ seed: z.int().optional() }) } },
      "createChatCompletion request.seed: exists (schema only)",
    ],
    [
      "a new field of a reply",
      { chat: { ...chat, response: chat.response.extend({ cost: z.number().nullish() }) } },
      "createChatCompletion response.cost: exists (schema only)",
    ],
    [
      "a lost field",
      { chat: { ...chat, event: chat.event.omit({ usage: true }) } },
      "createChatCompletion event.usage: exists (contract only)",
    ],
    [
      "another range",
      { chat: { ...chat, request: chat.request.extend({ top_k: z.number().min(0).max(50).optional() }) } },
      "createChatCompletion request.top_k: maximum 50 (schema only)",
    ],
    [
      "a field that became required",
      { chat: { ...chat, request: chat.request.extend({ stream: z.boolean() }) } },
      "createChatCompletion request.stream: required (schema only)",
    ],
    [
      "a request that refuses unknown fields",
      { chat: { ...chat, request: z.strictObject(chat.request.shape) } },
      "createChatCompletion request: unknown fields refused (schema only)",
    ],
    ["a lost operation", {}, "createChatCompletion: exists (contract only)"],
  ];

  it.each(plantedInSchema)("reports %s in the schemas", (_what, changed, seen) => {
    const { "chat.completions": _, ...others } = operations;
    expect(undeclaredDifferences(contractDocument, { ...others, ...changed })).toContain(seen);
  });
});
