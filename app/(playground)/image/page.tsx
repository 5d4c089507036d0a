import type { Metadata } from "next";
import { ImageScreen } from "@/components/image/image-screen";
import { messages } from "@/lib/i18n/messages";
import { requestLocale } from "@/lib/i18n/server/request-locale";

export async function generateMetadata(): Promise<Metadata> {
  return { title: messages[await requestLocale()].image.title };
}

export default function ImagePage() {
  return <ImageScreen />;
}
