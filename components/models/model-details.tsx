"use client";

import { X } from "lucide-react";
import { type ReactNode, useId } from "react";
import { useFormatter, useTranslations } from "use-intl";
import { CopyButton } from "@/components/shared/copy-button";
import { inputClass } from "@/components/shared/field";
import { IconButton } from "@/components/ui/button";
import { Drawer } from "@/components/ui/drawer";
import type { CatalogueEntry } from "@/lib/models/catalogue-entry";
import type { CatalogueReply, ListedModel } from "@/lib/models/catalogue-reply";
import { abilities } from "@/lib/models/find-models";
import { noteModel } from "@/lib/models/model-marks";
import { ModelPrices } from "./model-prices";
import { ModelState } from "./model-state";
import { Source } from "./source";
import { TryLink } from "./try-link";

type ModelDetailsProps = {
  model: ListedModel;
  sources: CatalogueReply["sources"];
  note: string;
  onOpen: (id: string | null) => void;
};

/** Everything that is known of a model, and who says so. */
export function ModelDetails({ model, sources, note, onOpen }: ModelDetailsProps) {
  const t = useTranslations("catalogue");
  const noteId = useId();
  const { id, entry } = model;
  return (
    <Drawer open side="end" width="wide" label={t("details", { model: id })} onClose={() => onOpen(null)}>
      <div className="flex h-full flex-col">
        <header className="flex items-center gap-2 border-b border-line px-4 py-2.5">
          <h2 className="min-w-0 grow font-mono text-sm wrap-anywhere">{id}</h2>
          <CopyButton text={() => id} label={t("copy")} copiedLabel={t("copied")} />
          <TryLink model={model} />
          <IconButton label={t("close")} onClick={() => onOpen(null)}>
            <X size={17} />
          </IconButton>
        </header>
        <div className="min-h-0 grow space-y-5 overflow-y-auto px-4 py-3 text-sm">
          <p className="text-ink-muted">
            {entry ? `${entry.vendor} · ${t(`kinds.${entry.sub_type}`)}` : t("uncatalogued")}
            <ModelState model={model} />
          </p>
          {entry && <Facts entry={entry} sources={sources} onOpen={onOpen} />}
          <Part title={t("ownNote")}>
            <textarea
              id={noteId}
              aria-label={t("ownNote")}
              rows={3}
              value={note}
              onChange={({ target }) => noteModel(id, target.value)}
              className={inputClass}
            />
            <p className="text-xs text-ink-faint">{t("ownNoteHint")}</p>
          </Part>
        </div>
      </div>
    </Drawer>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="space-y-1.5">
      <h3 className="font-medium">{title}</h3>
      {children}
    </section>
  );
}

type FactsProps = Pick<ModelDetailsProps, "sources" | "onOpen"> & { entry: CatalogueEntry };

function Facts({ entry, sources, onOpen }: FactsProps) {
  const t = useTranslations("catalogue");
  const { retired_on: retired, replaced_by: successor, rate_limit_l0: limits, notes } = entry;
  return (
    <>
      {(retired?.value || successor?.value) && (
        <div className="rounded-lg bg-warning-soft px-3 py-2 text-warning">
          {retired?.value && <p>{t("retiredOn", { date: retired.value })}</p>}
          {successor?.value && (
            <button type="button" className="underline" onClick={() => onOpen(successor.value)}>
              {t("replacedBy", { model: successor.value })}
            </button>
          )}
          <Source tags={retired?.source ?? successor?.source} sources={sources} />
        </div>
      )}
      <ModelPrices entry={entry} sources={sources} />
      <Part title={t("sizes")}>
        <Sized name={t("contextLength")} fact={entry.context_length} sources={sources} />
        <Sized name={t("maxOutput")} fact={entry.max_output_tokens} sources={sources} />
        <Stated name={t("parameters")} fact={entry.parameters} sources={sources} />
        <Stated name={t("releaseDate")} fact={entry.released} sources={sources} />
        <Line name={t("endpoint")} value={<code className="text-xs">{entry.endpoint}</code>} />
      </Part>
      {entry.sub_type === "chat" && <Abilities entry={entry} sources={sources} />}
      <Part title={t("limits")}>
        {(["rpm", "tpm", "ipm", "ipd"] as const).map(
          (name) =>
            (limits[name] !== null || name === "rpm") && (
              <Amount key={name} name={t(`limitNames.${name}`)} value={limits[name]} />
            ),
        )}
        <Source tags={limits.source} sources={sources} />
      </Part>
      {notes.length > 0 && (
        <Part title={t("remarks")}>
          {notes.map(({ text, source }) => (
            <div key={text}>
              <p lang="en">{text}</p>
              <Source tags={source} sources={sources} />
            </div>
          ))}
        </Part>
      )}
    </>
  );
}

function Line({ name, value }: { name: string; value: ReactNode }) {
  return (
    <p className="flex flex-wrap justify-between gap-x-4">
      <span className="text-ink-muted">{name}</span>
      <span className="tabular-nums">{value}</span>
    </p>
  );
}

function Amount({ name, value }: { name: string; value: number | null }) {
  const t = useTranslations("catalogue");
  const format = useFormatter();
  return <Line name={name} value={value === null ? t("unknown") : format.number(value)} />;
}

type Fact<Value> = { value: Value | null; source: string | null };
type FactProps<Value> = Pick<ModelDetailsProps, "sources"> & { name: string; fact: Fact<Value> };

function Sized({ name, fact, sources }: FactProps<number>) {
  const t = useTranslations("catalogue");
  const format = useFormatter();
  const value = fact.value === null ? t("unknown") : t("tokens", { count: format.number(fact.value) });
  return (
    <div>
      <Line name={name} value={value} />
      <Source tags={fact.source} sources={sources} />
    </div>
  );
}

function Stated({ name, fact, sources }: FactProps<string>) {
  const t = useTranslations("catalogue");
  return (
    <div>
      <Line name={name} value={fact.value ?? t("unknown")} />
      <Source tags={fact.source} sources={sources} />
    </div>
  );
}

function Abilities({ entry, sources }: Pick<FactsProps, "entry" | "sources">) {
  const t = useTranslations("catalogue");
  const { capabilities, capability_sources: said, thinking_controls: steers } = entry;
  const word = (known: boolean | null) => (known === null ? t("unknown") : known ? t("yes") : t("no"));
  const tags = [...new Set(abilities.flatMap((ability) => said[ability] ?? said["*"] ?? []))];
  return (
    <Part title={t("does")}>
      {abilities.map((ability) => (
        <Line key={ability} name={t(`abilities.${ability}`)} value={word(capabilities[ability])} />
      ))}
      {steers.length > 0 && (
        <Line name={t("thinking")} value={<code className="text-xs">{steers.join(", ")}</code>} />
      )}
      <Source tags={tags.join(", ")} sources={sources} />
    </Part>
  );
}
