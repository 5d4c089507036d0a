import { memo } from "react";
import { useTranslations } from "use-intl";
import { CopyButton } from "@/components/shared/copy-button";
import { HighlightedCode } from "@/components/shared/markdown/highlighted-code";
import { ScrollRegion } from "@/components/shared/markdown/scroll-region";

/** More than this on the page would slow it down; what is copied is always whole. */
const mostShown = 60_000;
const mostOfOneText = 2000;

type InspectedCodeProps = {
  title: string;
  /** A language as code fences name it. */
  language: string;
  code: string;
  /** What is shown instead, where the whole is too long to read. */
  shown?: string;
};

/** Code with its name and a button that copies all of it. */
export function InspectedCode({ title, language, code, shown = code }: InspectedCodeProps) {
  const t = useTranslations("inspector");
  const visible = shown.slice(0, mostShown);
  return (
    <section aria-label={title} className="overflow-hidden rounded-card border border-line bg-sunken">
      <div className="flex items-center justify-between gap-2 border-b border-line py-0.5 ps-3 pe-1">
        <h3 className="truncate text-xs text-ink-muted">{title}</h3>
        <CopyButton text={() => code} label={t("copy", { what: title })} copiedLabel={t("copied")} />
      </div>
      <ScrollRegion label={title}>
        <pre className="w-max min-w-full p-3 font-mono text-xs leading-relaxed">
          <code>
            <HighlightedCode label={language} code={visible} />
          </code>
        </pre>
      </ScrollRegion>
      {visible.length < code.length && (
        <p className="border-t border-line px-3 py-1.5 text-xs text-ink-muted">{t("shortened")}</p>
      )}
    </section>
  );
}

/** Leaves out most of a text such as a picture's data, and says how long it is. */
function shortened(_key: string, value: unknown): unknown {
  if (typeof value !== "string" || value.length <= mostOfOneText) return value;
  return `${value.slice(0, 200)}… (${value.length})`;
}

type InspectedJsonProps = { title: string; value: unknown };

/** A value as indented JSON. */
export const InspectedJson = memo(function InspectedJson({ title, value }: InspectedJsonProps) {
  const code = JSON.stringify(value, null, 2);
  return (
    <InspectedCode title={title} language="json" code={code} shown={JSON.stringify(value, shortened, 2)} />
  );
});
