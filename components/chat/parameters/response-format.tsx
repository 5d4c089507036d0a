"use client";

import { useTranslations } from "use-intl";
import { SegmentedChoice } from "@/components/ui/segmented-choice";
import type { AnswerOptions } from "@/lib/chat/options";
import { JsonField, readJsonObject, writeJsonObject } from "./json-field";
import { useSchemaRefusal } from "./use-schema-refusal";

type Kind = "text" | "json_object" | "json_schema";

type Form = Pick<AnswerOptions, "responseFormat" | "drafts">;
type ResponseFormatProps = { value: Form; onChange: (value: Form) => void };

const exampleSchema = {
  type: "object",
  properties: { city: { type: "string" }, population: { type: "integer" } },
  required: ["city", "population"],
  additionalProperties: false,
};

const wrap = (schema: object) => ({
  type: "json_schema",
  json_schema: { name: "answer", schema, strict: true },
});

function schemaIn(value: Form["responseFormat"]): object | undefined {
  const wrapped = value?.["json_schema"];
  if (typeof wrapped !== "object" || wrapped === null) return undefined;
  const inner: unknown = "schema" in wrapped ? wrapped.schema : wrapped;
  return typeof inner === "object" && inner !== null ? inner : undefined;
}

function kindOf(value: Form["responseFormat"]): Kind {
  const type = value?.["type"];
  return type === "json_object" || type === "json_schema" ? type : "text";
}

/** Where a schema waits while another form is chosen. */
const leftSchema = "json_schema, left";

/** In which form the answer is asked for; text is what is sent when nothing is. */
export function ResponseFormat({ value, onChange }: ResponseFormatProps) {
  const t = useTranslations("options");
  const refuse = useSchemaRefusal();
  const { responseFormat, drafts = {} } = value;
  const { json_schema: draft, [leftSchema]: left, ...others } = drafts;
  const set = kindOf(responseFormat);
  // A schema that cannot be sent leaves nothing set, and the place to mend it stays open.
  const kind = set === "text" && draft !== undefined ? "json_schema" : set;
  const setSchema = (schema: object | undefined, unsent = "") =>
    onChange({
      responseFormat: schema ? wrap(schema) : null,
      drafts: schema ? others : { ...others, json_schema: unsent },
    });
  const returnToSchema = (text: string) => {
    const found = readJsonObject(text);
    const schema = "value" in found ? found.value : undefined;
    setSchema(schema && !refuse(schema) ? schema : undefined, text);
  };
  const choose = (next: Kind) => {
    if (next === "json_schema") return returnToSchema(left ?? writeJsonObject(exampleSchema));
    const leaves = kind === "json_schema" ? (draft ?? writeJsonObject(schemaIn(responseFormat))) : left;
    onChange({
      responseFormat: next === "text" ? null : { type: next },
      drafts: leaves ? { ...others, [leftSchema]: leaves } : others,
    });
  };
  return (
    <div className="flex flex-col gap-1 py-2">
      <SegmentedChoice
        label="response_format"
        value={kind}
        options={[
          { value: "text", label: t("formatText") },
          { value: "json_object", label: "JSON" },
          { value: "json_schema", label: "JSON Schema" },
        ]}
        onChange={choose}
      />
      {kind === "json_object" && <p className="text-xs text-ink-faint">{t("formatJsonHelp")}</p>}
      {kind === "json_schema" && (
        <JsonField
          name="json_schema"
          help={t("formatSchemaHelp")}
          value={schemaIn(responseFormat)}
          draft={draft === "" ? undefined : draft}
          placeholder={JSON.stringify(exampleSchema)}
          refuse={refuse}
          onChange={setSchema}
        />
      )}
    </div>
  );
}
