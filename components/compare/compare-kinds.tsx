"use client";

import { useTranslations } from "use-intl";
import { Link } from "@/components/ui/link";
import { cn } from "@/lib/ui/cn";

const kinds = [
  { kind: "columns", href: "/compare", label: "sideBySide" },
  { kind: "set", href: "/compare/set", label: "promptSets" },
  { kind: "blind", href: "/compare/blind", label: "blindVote" },
] as const;

/** On the narrowest screens not all of them fit: the one that is open is seen. */
const bringIntoView = (link: HTMLElement | null) =>
  link?.scrollIntoView({ inline: "nearest", block: "nearest" });

/** The ways to compare; each has an address of its own. */
export function CompareKinds({ kind: current }: { kind: (typeof kinds)[number]["kind"] }) {
  const t = useTranslations("compare");
  return (
    <nav
      aria-label={t("title")}
      className="inline-flex max-w-full overflow-x-auto rounded-lg border border-line bg-sunken p-0.5 [scrollbar-width:none]"
    >
      {kinds.map(({ kind, href, label }) => (
        <Link
          key={kind}
          ref={kind === current ? bringIntoView : null}
          href={href}
          aria-current={kind === current ? "page" : undefined}
          className={cn(
            "whitespace-nowrap rounded-md px-2 py-0.5 text-xs max-sm:px-1",
            kind === current ? "bg-raised text-ink shadow-sm" : "text-ink-muted hover:text-ink",
          )}
        >
          {t(label)}
        </Link>
      ))}
    </nav>
  );
}
