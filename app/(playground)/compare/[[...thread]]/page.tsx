import type { Metadata } from "next";
import { OptionsProvider } from "@/components/chat/use-options";
import { CompareScreen } from "@/components/compare/compare-screen";
import { messages } from "@/lib/i18n/messages";
import { requestLocale } from "@/lib/i18n/server/request-locale";

export async function generateMetadata(): Promise<Metadata> {
  return { title: messages[await requestLocale()].compare.title };
}

export default function ComparePage() {
  return (
    <OptionsProvider>
      <CompareScreen />
    </OptionsProvider>
  );
}
