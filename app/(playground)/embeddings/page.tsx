import type { Metadata } from "next";
import { EmbeddingsScreen } from "@/components/embeddings/embeddings-screen";
import { messages } from "@/lib/i18n/messages";
import { requestLocale } from "@/lib/i18n/server/request-locale";

export async function generateMetadata(): Promise<Metadata> {
  return { title: messages[await requestLocale()].embeddings.title };
}

export default function EmbeddingsPage() {
  return <EmbeddingsScreen />;
}
