import { ImageIcon } from "lucide-react";
import { useTranslations } from "use-intl";
import { Link } from "@/components/ui/link";

/** Before anything was made. */
export function EmptyGallery() {
  const t = useTranslations("gallery");
  return (
    <div className="mx-auto grid max-w-md justify-items-center gap-3 px-4 py-20 text-center">
      <h2 className="text-lg font-semibold">{t("emptyTitle")}</h2>
      <p className="text-sm text-ink-muted">{t("emptyHint")}</p>
      <Link
        href="/image"
        className="mt-2 inline-flex h-9 items-center gap-1.5 rounded-lg bg-accent px-3.5 text-sm font-medium text-accent-ink hover:bg-accent-strong"
      >
        <ImageIcon size={15} aria-hidden /> {t("makePicture")}
      </Link>
    </div>
  );
}
