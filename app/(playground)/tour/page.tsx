import type { Metadata } from "next";
import { TourScreen } from "@/components/tour/tour-screen";
import { messages } from "@/lib/i18n/messages";
import { requestLocale } from "@/lib/i18n/server/request-locale";

export async function generateMetadata(): Promise<Metadata> {
  return { title: messages[await requestLocale()].tour.title };
}

export default function TourPage() {
  return <TourScreen />;
}
