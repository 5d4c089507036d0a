import type { Metadata } from "next";
import { RerankScreen } from "@/components/rerank/rerank-screen";
import { messages } from "@/lib/i18n/messages";
import { requestLocale } from "@/lib/i18n/server/request-locale";

export async function generateMetadata(): Promise<Metadata> {
  return { title: messages[await requestLocale()].rerank.title };
}

export default function RerankPage() {
  return <RerankScreen />;
}
