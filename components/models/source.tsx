"use client";

import { createContext, type ReactNode, useContext, useMemo } from "react";
import { useTranslations } from "use-intl";
import type { CatalogueEntry } from "@/lib/models/catalogue-entry";
import { type CatalogueReply, correctedBy } from "@/lib/models/catalogue-reply";
import { readSource, sourceTags } from "@/lib/models/entry-sources";

const NotesContext = createContext<readonly string[]>([]);

type SourceNotesProps = {
  entry: CatalogueEntry;
  sources: CatalogueReply["sources"];
  children: ReactNode;
};

/** Figures with numbers for who says so, spelled out under them. */
export function SourceNotes({ entry, sources, children }: SourceNotesProps) {
  const t = useTranslations("catalogue");
  const tags = useMemo(() => sourceTags(entry), [entry]);
  return (
    <NotesContext value={tags}>
      {children}
      {tags.length > 0 && (
        <section className="space-y-1.5">
          <h3 className="font-medium">{t("sources")}</h3>
          <ol className="list-decimal space-y-0.5 ps-5 text-xs text-ink-muted">
            {tags.map((tag) => (
              <li key={tag}>
                {tag === correctedBy ? t("sourceOwn") : <span lang="en">{sources[tag] ?? tag}</span>}
              </li>
            ))}
          </ol>
        </section>
      )}
    </NotesContext>
  );
}

/** The numbers of those who say something, and what is to be known of it. */
export function Source({ said }: { said: string | null | undefined }) {
  const t = useTranslations("catalogue");
  const notes = useContext(NotesContext);
  if (!said) return null;
  const { tags, remark } = readSource(said);
  const numbers = tags.map((tag) => notes.indexOf(tag) + 1).filter((number) => number > 0);
  return (
    <>
      {remark && (
        <span lang="en" className="text-xs text-ink-faint">
          {" "}
          {remark}
        </span>
      )}
      <sup className="ms-1 text-ink-faint">
        <span className="sr-only">{t("source")} </span>
        {numbers.join(", ")}
      </sup>
    </>
  );
}
