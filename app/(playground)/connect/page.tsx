import type { Metadata } from "next";
import { ConnectScreen } from "@/components/connect/connect-screen";
import { messages } from "@/lib/i18n/messages";
import { requestLocale } from "@/lib/i18n/server/request-locale";

export async function generateMetadata(): Promise<Metadata> {
  return { title: messages[await requestLocale()].connect.title };
}

export default function ConnectPage() {
  return <ConnectScreen />;
}
