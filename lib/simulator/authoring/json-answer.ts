import { fitSchema, type Wordbook } from "@/lib/simulator/authoring/fit-schema";
import type { Language } from "@/lib/simulator/authoring/language";
import type { ChatRequest } from "@/lib/simulator/chat/chat-request";
import { isJsonObject, type Json } from "@/lib/simulator/json";

/** `"name": string` and the like in a prompt that describes the object it wants. */
const describedMember = /["“](\w+)["”]\s*:\s*["“<]?(\w+)/gu;
const describedTypes: Readonly<Record<string, string>> = {
  number: "number",
  integer: "integer",
  int: "integer",
  float: "number",
  boolean: "boolean",
  bool: "boolean",
};

/** JSON mode: one object without a code fence, in the given schema or in the form that the prompt describes. */
export function jsonAnswer(request: ChatRequest, book: Wordbook, language: Language): string | undefined {
  const format = request.response_format;
  if (format === undefined || format.type === "text") return undefined;
  const wrapped = format.json_schema?.["schema"] ?? format.json_schema;
  if (format.type === "json_schema" && isJsonObject(wrapped)) return JSON.stringify(fitSchema(wrapped, book));
  const members = [...book.prompt.matchAll(describedMember)];
  if (members.length === 0) return JSON.stringify(general(book, language));
  const properties = members.map(([, name = "", type = ""]): [string, Json] => [
    name,
    { type: describedTypes[type.toLowerCase()] ?? "string" },
  ]);
  return JSON.stringify(fitSchema({ type: "object", properties: Object.fromEntries(properties) }, book));
}

function general(book: Wordbook, language: Language): Json {
  const note =
    language === "zh" ? "这是模拟器写的 JSON 对象。" : "This JSON object was written by the simulator.";
  return { subject: book.subject, keywords: [...book.words.slice(0, 3)], language, complete: true, note };
}
