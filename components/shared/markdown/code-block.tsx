import { memo } from "react";
import { useTranslations } from "use-intl";
import { CopyButton } from "@/components/shared/copy-button";
import { HighlightedCode } from "./highlighted-code";
import { ScrollRegion } from "./scroll-region";

type CodeBlockProps = {
  /** What the fence calls the language, in the model's words; may be empty. */
  label: string;
  code: string;
};

export const CodeBlock = memo(function CodeBlock({ label, code }: CodeBlockProps) {
  const t = useTranslations("shared");
  const name = label || t("code");
  return (
    <div className="overflow-hidden rounded-card border border-line bg-sunken">
      <div className="flex items-center justify-between gap-2 border-line border-b py-0.5 ps-3 pe-1">
        <span data-slot="code-label" className="truncate font-mono text-ink-muted text-xs">
          {name}
        </span>
        <CopyButton text={() => code} label={t("copyCode")} copiedLabel={t("copied")} />
      </div>
      <ScrollRegion label={name}>
        <pre className="w-max min-w-full p-3 font-mono text-[0.8125rem] leading-relaxed">
          <code>
            <HighlightedCode label={label} code={code} />
          </code>
        </pre>
      </ScrollRegion>
    </div>
  );
});
