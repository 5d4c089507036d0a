"use client";

import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";

export default function ErrorPage({ reset }: { reset: () => void }) {
  const t = useTranslations("shell");
  return (
    <main className="mx-auto flex h-dvh max-w-lg flex-col items-start justify-center gap-3 p-6">
      <h1 className="text-xl font-semibold">{t("pageFailedTitle")}</h1>
      <p className="text-ink-muted">{t("pageFailedAdvice")}</p>
      <Button variant="solid" onClick={reset}>
        {t("tryAgain")}
      </Button>
    </main>
  );
}
