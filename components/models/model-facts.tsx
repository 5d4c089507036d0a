"use client";

import { useFormatter, useTranslations } from "use-intl";
import type { CatalogueEntry } from "@/lib/models/catalogue-entry";
import type { CatalogueReply, ListedModel } from "@/lib/models/catalogue-reply";
import { abilities } from "@/lib/models/find-models";
import { AmountLine, FactLine, FlagLine, Line, Part } from "./fact-lines";
import { KindFacts } from "./kind-facts";
import { ModelPrices } from "./model-prices";
import { Source, SourceNotes } from "./source";

type ModelFactsProps = {
  model: ListedModel;
  entry: CatalogueEntry;
  sources: CatalogueReply["sources"];
  onOpen: (id: string) => void;
};

/** What the catalogue knows of a model, and who says so. */
export function ModelFacts({ model, entry, sources, onOpen }: ModelFactsProps) {
  const t = useTranslations("catalogue");
  const format = useFormatter();
  const tokens = (count: number) => t("tokens", { count: format.number(count) });
  const { rate_limit_l0: limits, notes } = entry;
  const text = (value: string) => value;
  return (
    <SourceNotes entry={entry} sources={sources}>
      <Retirement entry={entry} onOpen={onOpen} />
      <ModelPrices entry={entry} />
      <Part title={t("sizes")}>
        {entry.context_length.value === null && entry.sub_type !== "chat" ? null : (
          <FactLine name={t("contextLength")} fact={entry.context_length}>
            {tokens}
          </FactLine>
        )}
        {entry.sub_type === "chat" && (
          <FactLine name={t("maxOutput")} fact={entry.max_output_tokens}>
            {tokens}
          </FactLine>
        )}
        <FactLine name={t("parameters")} fact={entry.parameters}>
          {text}
        </FactLine>
        <FactLine name={t("releaseDate")} fact={entry.released}>
          {text}
        </FactLine>
        <Line name={t("endpoint")} value={<code className="text-xs">{entry.endpoint}</code>} />
        <Line name={t("known")} value={t(`statuses.${entry.status}`)} said={entry.status_source} />
      </Part>
      {entry.sub_type === "chat" && <Abilities entry={entry} />}
      <KindFacts model={model} />
      <Part title={t("limits")}>
        {(["rpm", "tpm", "ipm", "ipd"] as const).map(
          (name) =>
            (limits[name] !== null || name === "rpm") && (
              <AmountLine key={name} name={t(`limitNames.${name}`)} value={limits[name]} />
            ),
        )}
        {limits.source && (
          <p className="text-xs text-ink-faint">
            {t("source")}
            <Source said={limits.source} />
          </p>
        )}
      </Part>
      {notes.length > 0 && (
        <Part title={t("remarks")}>
          {notes.map(({ text: words, source }) => (
            <p key={words}>
              <span lang="en">{words}</span>
              <Source said={source} />
            </p>
          ))}
        </Part>
      )}
    </SourceNotes>
  );
}

/** That SiliconFlow has taken the model away or will, and what it offers instead. */
function Retirement({ entry, onOpen }: Pick<ModelFactsProps, "entry" | "onOpen">) {
  const t = useTranslations("catalogue");
  const { retired_on: retired, replaced_by: successor } = entry;
  if (!retired?.value && !successor?.value) return null;
  return (
    <div className="rounded-lg bg-warning-soft px-3 py-2 text-warning">
      {retired?.value && (
        <p>
          {t(Date.parse(retired.value) > Date.now() ? "retires" : "retiredOn", { date: retired.value })}
          <Source said={retired.source} />
        </p>
      )}
      {successor?.value && (
        <button type="button" className="text-start underline" onClick={() => onOpen(successor.value ?? "")}>
          {t("replacedBy", { model: successor.value })}
        </button>
      )}
    </div>
  );
}

function Abilities({ entry: { capabilities, capability_sources: said } }: { entry: CatalogueEntry }) {
  const t = useTranslations("catalogue");
  return (
    <Part title={t("does")}>
      <div className="grid gap-x-8 gap-y-1.5 sm:grid-cols-2">
        {abilities.map((ability) => (
          <FlagLine
            key={ability}
            name={t(`abilities.${ability}`)}
            value={capabilities[ability]}
            said={capabilities[ability] === null ? null : (said[ability] ?? said["*"])}
          />
        ))}
      </div>
    </Part>
  );
}
