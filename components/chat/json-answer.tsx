"use client";

import { CircleAlert, CircleCheck } from "lucide-react";
import { useMemo, useState } from "react";
import { useTranslations } from "use-intl";
import { SegmentedChoice } from "@/components/ui/segmented-choice";
import { checkJson, type JsonCheck, schemaOf } from "@/lib/chat/json-check";
import { JsonTree } from "./json-tree";

type JsonAnswerProps = { text: string; format: object; coming: boolean };

/** An answer that was asked for as JSON: as a tree, held against its schema, or as the text that came. */
export function JsonAnswer({ text, format, coming }: JsonAnswerProps) {
  const t = useTranslations("chat");
  const [view, setView] = useState<"tree" | "text">("tree");
  const check = useMemo(
    () => (coming ? undefined : checkJson(text, schemaOf(format))),
    [coming, text, format],
  );
  const tree = check && check.kind !== "not-json" && view === "tree";
  return (
    <div className="flex flex-col gap-2">
      {check && (
        <div className="flex flex-wrap items-center justify-between gap-2">
          <Verdict check={check} />
          {check.kind !== "not-json" && (
            <SegmentedChoice
              label={t("jsonView")}
              value={view}
              options={[
                { value: "tree", label: t("jsonTree") },
                { value: "text", label: t("jsonText") },
              ]}
              onChange={setView}
            />
          )}
        </div>
      )}
      {tree ? (
        <JsonTree text={text} />
      ) : (
        <pre className="overflow-x-auto whitespace-pre-wrap rounded-card border border-line bg-sunken p-3 text-sm wrap-anywhere">
          {text}
        </pre>
      )}
    </div>
  );
}

function Verdict({ check }: { check: JsonCheck }) {
  const t = useTranslations("chat");
  if (check.kind === "not-json")
    return (
      <p className="flex items-center gap-1.5 text-sm text-danger">
        <CircleAlert size={15} aria-hidden /> {t("jsonBroken", { detail: check.detail })}
      </p>
    );
  if (check.kind === "breaks")
    return (
      <div className="text-sm text-danger">
        <p className="flex items-center gap-1.5">
          <CircleAlert size={15} aria-hidden /> {t("jsonBreaksSchema", { count: check.problems.length })}
        </p>
        <ul className="mt-1 max-h-40 overflow-y-auto ps-5 text-xs">
          {check.problems.map(({ at, message }) => (
            <li key={at + message}>
              <code>{at}</code> {message}
            </li>
          ))}
        </ul>
      </div>
    );
  return (
    <p className="flex items-center gap-1.5 text-sm text-ink-muted">
      <CircleCheck size={15} aria-hidden /> {t(check.kind === "fits" ? "jsonFits" : "jsonValid")}
    </p>
  );
}
