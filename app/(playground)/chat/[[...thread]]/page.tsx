import type { Metadata } from "next";
import { ChatScreen } from "@/components/chat/chat-screen";
import { OptionsProvider } from "@/components/chat/use-options";
import { messages } from "@/lib/i18n/messages";
import { requestLocale } from "@/lib/i18n/server/request-locale";

export async function generateMetadata(): Promise<Metadata> {
  return { title: messages[await requestLocale()].chat.title };
}

export default function ChatPage() {
  return (
    <OptionsProvider>
      <ChatScreen />
    </OptionsProvider>
  );
}
