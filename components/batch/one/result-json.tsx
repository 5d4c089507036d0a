"use client";

import { applyEdits, format } from "jsonc-parser";
import { InspectedCode } from "@/components/shared/inspector/inspected-code";

/** A line of a file with its members under each other, every number as it came. */
export function ResultJson({ title, json }: { title: string; json: string }) {
  const shown = applyEdits(json, format(json, undefined, { insertSpaces: true, tabSize: 2, eol: "\n" }));
  return <InspectedCode title={title} language="json" code={json} shown={shown} />;
}
