"use client";

import { useTranslations } from "use-intl";
import { type CatalogueReply, correctedBy } from "@/lib/models/catalogue-reply";

type SourceProps = { tags: string | null | undefined; sources: CatalogueReply["sources"] };

/** Who says so, spelled out: several tags may stand together. */
export function Source({ tags, sources }: SourceProps) {
  const t = useTranslations("catalogue");
  if (!tags) return null;
  const names = tags.split(/,\s*/).map((tag) => {
    const [name = ""] = tag.split(" ");
    return tag === correctedBy ? t("sourceOwn") : (sources[tag] ?? sources[name] ?? tag);
  });
  return (
    <p className="text-xs text-ink-faint">
      {t("source")}: {names.join("; ")}
    </p>
  );
}
