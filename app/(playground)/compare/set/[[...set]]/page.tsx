import type { Metadata } from "next";
import { OptionsProvider } from "@/components/chat/use-options";
import { SetScreen } from "@/components/compare/set/set-screen";
import { messages } from "@/lib/i18n/messages";
import { requestLocale } from "@/lib/i18n/server/request-locale";

export async function generateMetadata(): Promise<Metadata> {
  return { title: messages[await requestLocale()].promptSet.title };
}

export default function PromptSetPage() {
  return (
    <OptionsProvider>
      <SetScreen />
    </OptionsProvider>
  );
}
