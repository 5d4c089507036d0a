import { Check, Copy } from "lucide-react";
import { useEffect, useState } from "react";
import { useTranslations } from "use-intl";

const saysCopiedMs = 2000;

/** Copies the code, and says so for a moment. A browser that refuses leaves the button as it is. */
export function CopyButton({ code }: { code: string }) {
  const t = useTranslations("shared");
  const [copied, setCopied] = useState(false);

  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), saysCopiedMs);
    return () => clearTimeout(timer);
  }, [copied]);

  const copy = () => {
    navigator.clipboard?.writeText(code).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  };
  const Icon = copied ? Check : Copy;
  return (
    <button
      type="button"
      onClick={copy}
      aria-label={copied ? t("copied") : t("copyCode")}
      title={t("copyCode")}
      className="inline-flex size-8 items-center justify-center rounded-md text-ink-muted hover:bg-raised hover:text-ink"
    >
      <Icon aria-hidden className="size-4" />
      <span role="status" className="sr-only">
        {copied ? t("copied") : ""}
      </span>
    </button>
  );
}
