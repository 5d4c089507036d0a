import type { Metadata } from "next";
import { VoicesScreen } from "@/components/voices/voices-screen";
import { messages } from "@/lib/i18n/messages";
import { requestLocale } from "@/lib/i18n/server/request-locale";

export async function generateMetadata(): Promise<Metadata> {
  return { title: messages[await requestLocale()].voices.title };
}

export default function VoicesPage() {
  return <VoicesScreen />;
}
