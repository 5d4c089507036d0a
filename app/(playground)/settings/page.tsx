import type { Metadata } from "next";
import { SettingsScreen } from "@/components/settings/settings-screen";
import { env } from "@/lib/env/server/env";
import { version } from "@/lib/env/server/version";
import { messages } from "@/lib/i18n/messages";
import { requestLocale } from "@/lib/i18n/server/request-locale";
import { logRetentionDays } from "@/lib/runs/server/engine";

export async function generateMetadata(): Promise<Metadata> {
  return { title: messages[await requestLocale()].settings.title };
}

export default function SettingsPage() {
  const { upstream, media } = env();
  const server = {
    version,
    simulated: upstream.simulated,
    logDays: logRetentionDays,
    mediaDays: media.keptForDays,
  };
  return <SettingsScreen server={server} />;
}
