import type { Metadata } from "next";
import { SelfCheckScreen } from "@/components/self-check/self-check-screen";
import { messages } from "@/lib/i18n/messages";
import { requestLocale } from "@/lib/i18n/server/request-locale";

export async function generateMetadata(): Promise<Metadata> {
  return { title: messages[await requestLocale()].selfCheck.title };
}

export default function SelfCheckPage() {
  return <SelfCheckScreen />;
}
