import type { Metadata } from "next";
import { BlindScreen } from "@/components/compare/blind/blind-screen";
import { messages } from "@/lib/i18n/messages";
import { requestLocale } from "@/lib/i18n/server/request-locale";

export async function generateMetadata(): Promise<Metadata> {
  return { title: messages[await requestLocale()].blind.title };
}

export default function BlindPage() {
  return <BlindScreen />;
}
