import type { Metadata } from "next";
import { TranscriptionScreen } from "@/components/transcription/transcription-screen";
import { messages } from "@/lib/i18n/messages";
import { requestLocale } from "@/lib/i18n/server/request-locale";

export async function generateMetadata(): Promise<Metadata> {
  return { title: messages[await requestLocale()].transcription.title };
}

export default function TranscriptionPage() {
  return <TranscriptionScreen />;
}
