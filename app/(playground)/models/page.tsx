import type { Metadata } from "next";
import { ModelsScreen } from "@/components/models/models-screen";
import { messages } from "@/lib/i18n/messages";
import { requestLocale } from "@/lib/i18n/server/request-locale";

export async function generateMetadata(): Promise<Metadata> {
  return { title: messages[await requestLocale()].catalogue.title };
}

export default function ModelsPage() {
  return <ModelsScreen />;
}
