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

/** Says why there are no models to choose from, with a way to ask again, or that the chosen one is not among them. */
export function ModelsError({ models }: { models: AnswerModel }) {
  const t = useTranslations("shell");
  const words = useTranslations("models");
  const { error, refetch, list, id, summary } = models;
  if (!error && list && id && !summary)
    return <p className="px-4 pb-2 text-sm text-warning wrap-anywhere">{words("unlisted", { model: id })}</p>;
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
