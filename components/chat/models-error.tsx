"use client";

import dynamic from "next/dynamic";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { AppFailure, appError } from "@/lib/core/app-error";
import { whenOnline } from "@/lib/ui/when-online";
import type { AnswerModel } from "./use-answer-model";

const ErrorNotice = dynamic(
  () => whenOnline(async () => (await import("@/components/shared/error-notice")).ErrorNotice),
  { ssr: false },
);

/** Says why there are no models to choose from, where that is so, with a way to ask again. */
export function ModelsError({ models: { error, refetch } }: { models: AnswerModel }) {
  const t = useTranslations("shell");
  if (!error) return null;
  return (
    <div className="mx-auto max-w-3xl px-4 pb-3">
      <ErrorNotice
        error={error instanceof AppFailure ? error.error : appError("internal")}
        action={
          <Button size="small" onClick={() => void refetch()}>
            {t("tryAgain")}
          </Button>
        }
      />
    </div>
  );
}
