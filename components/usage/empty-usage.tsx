import { ChartColumn } from "lucide-react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { Link } from "@/components/ui/link";

/** Where there is nothing to show: why, and what to do. */
export function EmptyUsage({ filtered, onClear }: { filtered: boolean; onClear: () => void }) {
  const t = useTranslations("usage");
  return (
    <div className="mx-auto grid max-w-md justify-items-center gap-3 px-4 py-14 text-center">
      <ChartColumn size={26} aria-hidden className="text-ink-faint" />
      <h2 className="text-lg font-semibold">{t(filtered ? "emptyFiltered" : "emptyTitle")}</h2>
      {filtered ? (
        <Button onClick={onClear}>{t("clear")}</Button>
      ) : (
        <>
          <p className="text-sm text-ink-muted">{t("emptyHint")}</p>
          <Link
            href="/chat"
            className="mt-1 inline-flex h-9 items-center rounded-lg bg-accent px-3.5 text-sm font-medium text-accent-ink hover:bg-accent-strong"
          >
            {t("ask")}
          </Link>
        </>
      )}
    </div>
  );
}
