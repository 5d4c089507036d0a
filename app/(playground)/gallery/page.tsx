import type { Metadata } from "next";
import { GalleryScreen } from "@/components/gallery/gallery-screen";
import { messages } from "@/lib/i18n/messages";
import { requestLocale } from "@/lib/i18n/server/request-locale";

export async function generateMetadata(): Promise<Metadata> {
  return { title: messages[await requestLocale()].gallery.title };
}

export default function GalleryPage() {
  return <GalleryScreen />;
}
