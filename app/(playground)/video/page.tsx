import type { Metadata } from "next";
import { VideoScreen } from "@/components/video/video-screen";
import { messages } from "@/lib/i18n/messages";
import { requestLocale } from "@/lib/i18n/server/request-locale";

export async function generateMetadata(): Promise<Metadata> {
  return { title: messages[await requestLocale()].video.title };
}

export default function VideoPage() {
  return <VideoScreen />;
}
