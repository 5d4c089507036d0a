import { Compass, ShieldCheck } from "lucide-react";
import { useTranslations } from "use-intl";
import { Link } from "@/components/ui/link";

/** What the page says of the server. */
export type AboutServer = {
  version: string;
  /** The simulator answers. */
  simulated: boolean;
  /** What was asked and answered, and uploaded files, stay so many days. */
  logDays: number;
  /** What was made stays so many days after its last use. */
  mediaDays: number;
};

const linkClass =
  "inline-flex h-9 items-center gap-1.5 rounded-lg border border-line bg-surface px-3.5 text-sm font-medium hover:bg-sunken";

export function About({ server: { version } }: { server: AboutServer }) {
  const t = useTranslations("settings");
  return (
    <div className="grid justify-items-start gap-3 text-sm">
      <p>
        <span className="text-ink-muted">{t("version")}</span> {version}
      </p>
      <p className="text-ink-muted">{t("selfCheckHint")}</p>
      <div className="flex flex-wrap gap-2">
        <Link href="/self-check" className={linkClass}>
          <ShieldCheck size={15} aria-hidden /> {t("selfCheckLink")}
        </Link>
        <Link href="/tour" className={linkClass}>
          <Compass size={15} aria-hidden /> {t("tourLink")}
        </Link>
      </div>
    </div>
  );
}
