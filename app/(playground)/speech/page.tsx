import type { Metadata } from "next";
import { SpeechScreen } from "@/components/speech/speech-screen";
import { messages } from "@/lib/i18n/messages";
import { requestLocale } from "@/lib/i18n/server/request-locale";

export async function generateMetadata(): Promise<Metadata> {
  return { title: messages[await requestLocale()].speech.title };
}

export default function SpeechPage() {
  return <SpeechScreen />;
}
