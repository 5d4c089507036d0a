import type { Metadata } from "next";
import { OneBatch } from "@/components/batch/one/one-batch";
import { messages } from "@/lib/i18n/messages";
import { requestLocale } from "@/lib/i18n/server/request-locale";

export async function generateMetadata(): Promise<Metadata> {
  return { title: messages[await requestLocale()].batch.title };
}

export default async function OneBatchPage({ params }: { params: Promise<{ id: string }> }) {
  return <OneBatch id={(await params).id} />;
}
