"use client";

import { EyeOff } from "lucide-react";
import { useTranslations } from "use-intl";
import { Link } from "@/components/ui/link";
import { cn } from "@/lib/ui/cn";

type Kind = "chat" | "fill";

const tabClass = (current: boolean) =>
  cn(
    "rounded-md px-2 py-0.5 text-xs",
    current ? "bg-raised text-ink shadow-sm" : "text-ink-muted hover:text-ink",
  );

/** What kind of conversation is to begin; each has an address of its own. */
export function Kinds({ kind }: { kind: Kind }) {
  const t = useTranslations("chat");
  const kinds = [
    { value: "chat", href: "/chat", label: t("kindChat") },
    { value: "fill", href: "/chat?kind=fill", label: t("kindFill") },
  ];
  return (
    <nav aria-label={t("kinds")} className="inline-flex rounded-lg border border-line bg-sunken p-0.5">
      {kinds.map(({ value, href, label }) => (
        <Link
          key={value}
          href={href}
          className={tabClass(value === kind)}
          aria-current={value === kind ? "page" : undefined}
        >
          {label}
        </Link>
      ))}
    </nav>
  );
}

/** Whether the conversation that is to begin will be stored. */
export function TemporaryToggle({ kind, temporary }: { kind: Kind; temporary: boolean }) {
  const t = useTranslations("chat");
  const query = [kind === "fill" && "kind=fill", !temporary && "temporary=1"].filter(Boolean).join("&");
  return (
    <Link
      href={query ? `/chat?${query}` : "/chat"}
      aria-current={temporary ? "true" : undefined}
      title={t("temporaryHint")}
      className={cn(
        "flex h-7 items-center gap-1.5 rounded-full px-2 text-xs",
        temporary ? "bg-accent-soft text-accent" : "text-ink-muted hover:bg-sunken",
      )}
    >
      <EyeOff size={14} aria-hidden /> <span className="max-sm:sr-only">{t("temporary")}</span>
    </Link>
  );
}
