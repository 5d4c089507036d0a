import { z } from "zod";
import {
  addFacts,
  type Facts,
  isJsonObject,
  listAt,
  objectAt,
  resolve,
  stateFacts,
} from "@/lib/siliconflow/contract-comparison";
import { batchErrorLineSchema, batchInputLineSchema } from "@/lib/siliconflow/schema/batches";
import { errorBodySchema } from "@/lib/siliconflow/schema/error";

/*
 * Reads SiliconFlow's contract (OpenAPI) and our table of operations into the same map of facts, under
 * `<operationId> <request|requestJson|query|response|event>`, plus the shapes that belong to no operation.
 */

/** The table of operations as the comparison needs it; a test may plant something in a copy. */
export type OperationTable = Record<
  string,
  {
    operationId: string;
    method: string;
    path: string;
    requestKind: string;
    replyKind: string;
    request: z.ZodType | null;
    requestJson?: z.ZodType;
    query: z.ZodType | null;
    response: z.ZodType | null;
    event: z.ZodType | null;
  }
>;

/** Every operation of a document with its method and path. */
export function contractOperations(document: unknown) {
  return Object.entries(objectAt(document, "paths")).flatMap(([path, methods]) =>
    Object.entries(isJsonObject(methods) ? methods : {}).map(([method, operation]) => ({
      path,
      method: method.toUpperCase(),
      operation,
    })),
  );
}

/** The parameters of an operation: query, path and headers. */
export function contractParameters(operation: unknown, document: unknown) {
  return listAt(operation, "parameters").map((parameter) => resolve(parameter, document));
}

/** The query of an operation written as one object schema, or undefined when it takes none. */
function contractQuery(operation: unknown, document: unknown) {
  const parameters = contractParameters(operation, document).filter((each) => each["in"] === "query");
  return parameters.length === 0
    ? undefined
    : {
        type: "object",
        properties: Object.fromEntries(parameters.map((each) => [String(each["name"]), each["schema"]])),
        required: parameters.filter((each) => each["required"] === true).map((each) => each["name"]),
      };
}

/** What an OpenAPI document states. */
export function contractFacts(document: unknown): Facts {
  const facts: Facts = new Map();
  const state = (path: string, schema: unknown) => {
    if (schema !== undefined) {
      stateFacts(facts, path, schema, document);
    }
  };
  for (const { path, method, operation } of contractOperations(document)) {
    const name = isJsonObject(operation) ? String(operation["operationId"]) : path;
    const bodies = objectAt(objectAt(operation, "requestBody"), "content");
    const replies = objectAt(objectAt(objectAt(operation, "responses"), "200"), "content");
    const form = objectAt(bodies, "multipart/form-data")["schema"];
    const json = objectAt(bodies, "application/json")["schema"];
    const event = objectAt(replies, "text/event-stream")["schema"];
    const response = objectAt(replies, "application/json")["schema"];
    const requestKind = form ? "multipart" : json ? "json" : "none";
    const replyKind = event ? "json-or-sse" : response ? "json" : "binary";
    addFacts(facts, name, [`${method} ${path}`, `request ${requestKind}`, `reply ${replyKind}`]);
    state(`${name} request`, form ?? json);
    state(`${name} requestJson`, form ? json : undefined);
    state(`${name} query`, contractQuery(operation, document));
    state(`${name} response`, response);
    state(`${name} event`, event);
  }
  const components = objectAt(document, "components");
  const errors = objectAt(objectAt(components, "responses"), "CompletionError");
  state("errors", objectAt(objectAt(errors, "content"), "application/json")["schema"]);
  state("batch input line", objectAt(components, "schemas")["BatchInputLine"]);
  state("batch error line", objectAt(components, "schemas")["BatchErrorLine"]);
  return facts;
}

/** What the table of operations states. */
export function schemaFacts(table: OperationTable): Facts {
  const facts: Facts = new Map();
  const state = (path: string, schema: z.ZodType | null | undefined) => {
    if (schema) {
      const json = z.toJSONSchema(schema, { io: "input" });
      stateFacts(facts, path, json, json);
    }
  };
  for (const entry of Object.values(table)) {
    const name = entry.operationId;
    const { method, path, requestKind, replyKind } = entry;
    addFacts(facts, name, [`${method} ${path}`, `request ${requestKind}`, `reply ${replyKind}`]);
    state(`${name} request`, entry.request);
    state(`${name} requestJson`, entry.requestJson);
    state(`${name} query`, entry.query);
    state(`${name} response`, entry.response);
    state(`${name} event`, entry.event);
  }
  state("errors", errorBodySchema);
  state("batch input line", batchInputLineSchema);
  state("batch error line", batchErrorLineSchema);
  return facts;
}
