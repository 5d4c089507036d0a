import type { Metadata } from "next";
import { UsageScreen } from "@/components/usage/usage-screen";
import { messages } from "@/lib/i18n/messages";
import { requestLocale } from "@/lib/i18n/server/request-locale";

export async function generateMetadata(): Promise<Metadata> {
  return { title: messages[await requestLocale()].usage.title };
}

export default function UsagePage() {
  return <UsageScreen />;
}
