"use client";

import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";

/** A part of the page that is not there any more: the server was updated since the page was opened, or is out of reach. */
const isMissingPart = ({ name, message }: Error) =>
  name === "ChunkLoadError" || /failed to load chunk|dynamically imported module/i.test(message);

export default function ErrorPage({ error, reset }: { error: Error; reset: () => void }) {
  const t = useTranslations("shell");
  const outdated = isMissingPart(error);
  return (
    <main className="mx-auto flex h-dvh max-w-lg flex-col items-start justify-center gap-3 p-6">
      <h1 className="text-xl font-semibold">{t(outdated ? "pageOutdatedTitle" : "pageFailedTitle")}</h1>
      <p className="text-ink-muted">{t(outdated ? "pageOutdatedAdvice" : "pageFailedAdvice")}</p>
      <Button variant="solid" onClick={outdated ? () => location.reload() : reset}>
        {t(outdated ? "reload" : "tryAgain")}
      </Button>
    </main>
  );
}
