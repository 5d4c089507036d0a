import { useTranslations } from "use-intl";
import type { AboutServer } from "./about";

/** Where a person's words lie, and for how long. Every sentence is one that the code keeps. */
export function Privacy({ server: { simulated, logDays, mediaDays } }: { server: AboutServer }) {
  const t = useTranslations("settings");
  return (
    <ul className="grid list-disc gap-2 ps-5 text-sm">
      <li>{t("privacyBrowser")}</li>
      <li>{t("privacyServer", { days: logDays, mediaDays })}</li>
      <li>{t(simulated ? "privacySimulated" : "privacyUpstream")}</li>
      <li>{t("privacyNobody")}</li>
      <li>{t("privacyAdministrator")}</li>
    </ul>
  );
}
