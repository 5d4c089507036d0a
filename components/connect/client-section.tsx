"use client";

import { useState } from "react";
import { useLocale, useTranslations } from "use-intl";
import { Card } from "@/components/shared/card";
import { CopyButton } from "@/components/shared/copy-button";
import { HighlightedCode } from "@/components/shared/markdown/highlighted-code";
import { ScrollRegion } from "@/components/shared/markdown/scroll-region";
import { Button } from "@/components/ui/button";
import {
  type ClientGuide,
  clientGuides,
  type GuideField,
  type GuideSnippet,
} from "@/lib/connect/client-guides";
import type { Connection } from "@/lib/connect/snippets";
import { CopiedValue } from "./copied-value";

const [firstGuide] = clientGuides;

type ClientSectionProps = {
  connection: Connection;
  /** What of it only stands for something that the reader has to have, or to type. */
  placeholders: ReadonlySet<keyof Connection>;
};

/** What to type where, program by program. */
export function ClientSection({ connection, placeholders }: ClientSectionProps) {
  const t = useTranslations("connect");
  const [chosen, setChosen] = useState(firstGuide?.id);
  const guide = clientGuides.find(({ id }) => id === chosen);
  return (
    <Card title={t("program")}>
      <fieldset className="flex flex-wrap gap-1">
        <legend className="sr-only">{t("program")}</legend>
        {clientGuides.map(({ id, name }) => (
          <Button
            key={id}
            size="small"
            variant="toggle"
            aria-pressed={id === chosen}
            className="pointer-coarse:h-9"
            onClick={() => setChosen(id)}
          >
            {name}
          </Button>
        ))}
      </fieldset>
      {guide && <Guide guide={guide} connection={connection} placeholders={placeholders} />}
    </Card>
  );
}

type GuideProps = ClientSectionProps & { guide: ClientGuide };

function Guide({ guide, connection, placeholders }: GuideProps) {
  const t = useTranslations("connect");
  const zh = useLocale() === "zh";
  const { where, fields, snippets, source, notes } = guide;
  return (
    <div className="flex min-w-0 flex-col gap-3">
      {where && (
        <p className="text-sm">
          <span className="text-ink-muted">{t("where")}</span> {(zh && where.zh) || where.en}
        </p>
      )}
      {fields.length > 0 && <Fields fields={fields} connection={connection} placeholders={placeholders} />}
      {snippets.map((snippet) => (
        <Snippet key={snippet.title} snippet={snippet} connection={connection} />
      ))}
      <ul className="flex flex-col gap-1 text-xs text-ink-muted">
        {notes.map((note) => (
          <li key={note}>{t(`notes.${note}`)}</li>
        ))}
        <li className={source === "unverified" ? "text-warning" : undefined}>{t(`source.${source}`)}</li>
      </ul>
    </div>
  );
}

type FieldsProps = ClientSectionProps & { fields: readonly GuideField[] };

function Fields({ fields, connection, placeholders }: FieldsProps) {
  const t = useTranslations("connect");
  const zh = useLocale() === "zh";
  return (
    <table className="w-full text-sm">
      <thead className="text-xs text-ink-muted">
        <tr className="border-b border-line">
          <th className="w-2/5 py-1.5 pe-3 text-start font-normal sm:w-56">{t("field")}</th>
          <th className="text-start font-normal">{t("value")}</th>
        </tr>
      </thead>
      <tbody>
        {fields.map(({ name, value }) => {
          const shown = (zh && name.zh) || name.en;
          return (
            <tr key={name.en} className="border-b border-line last:border-0">
              <th className="py-1.5 pe-3 text-start font-medium wrap-anywhere">{shown}</th>
              <td className="py-1">
                {typeof value === "string" && placeholders.has(value) ? (
                  <span className="text-ink-muted">{t(value === "key" ? "ownKey" : "ownModel")}</span>
                ) : (
                  <CopiedValue
                    name={shown}
                    value={typeof value === "string" ? connection[value] : value.text}
                  />
                )}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function Snippet({ snippet, connection }: { snippet: GuideSnippet; connection: Connection }) {
  const t = useTranslations("connect");
  const code = snippet.write(connection);
  const title = t("snippet", { name: snippet.title });
  return (
    <figure className="min-w-0 overflow-hidden rounded-card border border-line bg-sunken">
      <figcaption className="relative flex items-center justify-between gap-2 border-b border-line py-0.5 ps-3 pe-1">
        <code className="truncate text-xs text-ink-muted">{snippet.title}</code>
        <CopyButton text={() => code} label={t("copy", { what: snippet.title })} copiedLabel={t("copied")} />
      </figcaption>
      <ScrollRegion label={title}>
        <pre className="w-max min-w-full p-3 font-mono text-xs leading-relaxed">
          <code>
            <HighlightedCode label={snippet.language} code={code} />
          </code>
        </pre>
      </ScrollRegion>
    </figure>
  );
}
