"use client";

import dynamic from "next/dynamic";
import { useTranslations } from "use-intl";
import { FoldingForm, useFolding } from "@/components/shared/folding-form";
import { AppFailure, appError } from "@/lib/core/app-error";
import { whenOnline } from "@/lib/ui/when-online";
import { RerankForm } from "./rerank-form";
import { useRerankForm } from "./use-rerank-form";
import { useRerankPage } from "./use-rerank-page";

/** What comes from this browser's storage, and what opens when it is asked for, may come after the page's own code. */
const ResultFeed = dynamic(() => whenOnline(async () => (await import("./result-feed")).ResultFeed), {
  ssr: false,
  loading: () => <div className="grow" />,
});
const CreationOverlays = dynamic(
  () =>
    whenOnline(
      async () => (await import("@/components/shared/creations/creation-overlays")).CreationOverlays,
    ),
  { ssr: false },
);
const ErrorNotice = dynamic(
  () => whenOnline(async () => (await import("@/components/shared/error-notice")).ErrorNotice),
  { ssr: false },
);

/** The page for rerankers: a query, documents and models at the top, the rankings under it. */
export function RerankScreen() {
  const t = useTranslations("rerank");
  const form = useRerankForm();
  const folding = useFolding(form.filled);
  const { page, feed, sending, sent, failed, send, example } = useRerankPage(form, folding);
  const { error } = form.list;
  return (
    <div className="relative flex h-full min-w-0 flex-col">
      <FoldingForm title={t("title")} begin={t("begin")} folding={folding}>
        {error && (
          <div className="mx-auto w-full max-w-6xl px-3 pb-2 sm:px-4">
            <ErrorNotice error={error instanceof AppFailure ? error.error : appError("internal")} />
          </div>
        )}
        <RerankForm form={form} sending={sending} sent={sent} onSend={send} />
      </FoldingForm>
      {failed && (
        <p role="alert" className="mx-auto w-full max-w-6xl px-4 pt-2 text-sm text-danger">
          {t("notSentNow")}
        </p>
      )}
      <div className="flex min-h-0 grow flex-col">
        <ResultFeed feed={feed} sent={sent} onExample={example} />
      </div>
      <CreationOverlays page={page} />
    </div>
  );
}
