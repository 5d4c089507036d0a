import type { Metadata } from "next";
import { BatchScreen } from "@/components/batch/batch-screen";
import { messages } from "@/lib/i18n/messages";
import { requestLocale } from "@/lib/i18n/server/request-locale";

export async function generateMetadata(): Promise<Metadata> {
  return { title: messages[await requestLocale()].batch.title };
}

export default function BatchPage() {
  return <BatchScreen />;
}
