import type { Metadata } from "next";
import { BatchView } from "@/components/batch/one/batch-view";
import { messages } from "@/lib/i18n/messages";
import { requestLocale } from "@/lib/i18n/server/request-locale";

export async function generateMetadata(): Promise<Metadata> {
  return { title: messages[await requestLocale()].batch.title };
}

export default async function OneBatchPage({ params }: { params: Promise<{ id: string }> }) {
  return <BatchView id={(await params).id} />;
}
