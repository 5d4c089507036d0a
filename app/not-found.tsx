import { Link } from "@/components/ui/link";
import { messages } from "@/lib/i18n/messages";
import { requestLocale } from "@/lib/i18n/server/request-locale";

export default async function NotFoundPage() {
  const words = messages[await requestLocale()].shell;
  return (
    <main className="mx-auto flex h-dvh max-w-lg flex-col items-start justify-center gap-3 p-6">
      <h1 className="text-xl font-semibold">{words.notFoundTitle}</h1>
      <p className="text-ink-muted">{words.notFoundAdvice}</p>
      <Link href="/chat" className="text-accent underline underline-offset-2">
        {words.toChat}
      </Link>
    </main>
  );
}
