"use client";

import { useState } from "react";
import { useTranslations } from "use-intl";
import { SegmentedChoice } from "@/components/ui/segmented-choice";
import type { AnswerOptions } from "@/lib/chat/options";
import { JsonField } from "./json-field";
import { useSchemaRefusal } from "./use-schema-refusal";

type Kind = "text" | "json_object" | "json_schema";

type ResponseFormatProps = {
  value: AnswerOptions["responseFormat"];
  onChange: (value: AnswerOptions["responseFormat"]) => void;
};

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

function schemaIn(value: AnswerOptions["responseFormat"]): object | undefined {
  const wrapped = value?.["json_schema"];
  if (typeof wrapped !== "object" || wrapped === null) return undefined;
  const inner: unknown = "schema" in wrapped ? wrapped.schema : wrapped;
  return typeof inner === "object" && inner !== null ? inner : undefined;
}

function kindOf(value: AnswerOptions["responseFormat"]): Kind {
  const type = value?.["type"];
  return type === "json_object" || type === "json_schema" ? type : "text";
}

/** In which form the answer is asked for; text is what is sent when nothing is. */
export function ResponseFormat({ value, onChange }: ResponseFormatProps) {
  const t = useTranslations("options");
  const refuse = useSchemaRefusal();
  const set = kindOf(value);
  const [chosen, setChosen] = useState(set);
  // A schema that cannot be sent leaves nothing set, and the place to mend it stays open.
  const kind = set === "text" && chosen === "json_schema" ? chosen : set;
  const choose = (next: Kind) => {
    setChosen(next);
    onChange(next === "text" ? null : next === "json_object" ? { type: next } : wrap(exampleSchema));
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
          value={schemaIn(value)}
          placeholder={JSON.stringify(exampleSchema)}
          refuse={refuse}
          onChange={(schema) => onChange(schema ? wrap(schema) : null)}
        />
      )}
    </div>
  );
}
