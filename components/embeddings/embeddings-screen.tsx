"use client";

import dynamic from "next/dynamic";
import { useTranslations } from "use-intl";
import { FoldingForm, useFolding } from "@/components/shared/folding-form";
import { AppFailure, appError } from "@/lib/core/app-error";
import { whenOnline } from "@/lib/ui/when-online";
import { EmbeddingsForm } from "./embeddings-form";
import { ImportVectors } from "./import-vectors";
import { useEmbeddingsForm } from "./use-embeddings-form";
import { useEmbeddingsPage } from "./use-embeddings-page";

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

/** The page for embeddings: texts and models at the top, what they made of them under it. */
export function EmbeddingsScreen() {
  const t = useTranslations("embeddings");
  const form = useEmbeddingsForm();
  const folding = useFolding(form.filled);
  const embeddings = useEmbeddingsPage(form, folding);
  const { page, feed, sending, failed, send, example } = embeddings;
  const { error } = form.list;
  return (
    <div className="relative flex h-full min-w-0 flex-col">
      <FoldingForm title={t("title")} begin={t("begin")} folding={folding}>
        {error && (
          <div className="mx-auto w-full max-w-6xl px-3 pb-2 sm:px-4">
            <ErrorNotice error={error instanceof AppFailure ? error.error : appError("internal")} />
          </div>
        )}
        <EmbeddingsForm form={form} sending={sending} onSend={send} />
        <ImportVectors
          imported={embeddings.imported}
          onFile={embeddings.importFile}
          onForget={embeddings.forgetImported}
        />
      </FoldingForm>
      {failed && (
        <p role="alert" className="mx-auto w-full max-w-6xl px-4 pt-2 text-sm text-danger">
          {t("notSentNow")}
        </p>
      )}
      <div className="flex min-h-0 grow flex-col">
        <ResultFeed feed={feed} onExample={example} />
      </div>
      <CreationOverlays page={page} />
    </div>
  );
}
