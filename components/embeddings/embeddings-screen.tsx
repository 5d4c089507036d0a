"use client";

import dynamic from "next/dynamic";
import { useTranslations } from "use-intl";
import { AskedModel } from "@/components/shared/asked-model";
import { LaboratoryScreen } from "@/components/shared/creations/laboratory-screen";
import { useFolding } from "@/components/shared/folding-form";
import { whenOnline } from "@/lib/ui/when-online";
import { EmbeddingsForm } from "./embeddings-form";
import { ImportVectors } from "./import-vectors";
import { useEmbeddingsForm } from "./use-embeddings-form";
import { useEmbeddingsPage } from "./use-embeddings-page";

/** What comes from this browser's storage may come after the page's own code. */
const ResultFeed = dynamic(() => whenOnline(async () => (await import("./result-feed")).ResultFeed), {
  ssr: false,
  loading: () => <div className="grow" />,
});

/** The page for embeddings: texts and models, and what they made of them. */
export function EmbeddingsScreen() {
  const t = useTranslations("embeddings");
  const form = useEmbeddingsForm();
  const folding = useFolding(form.filled);
  const { page, feed, sending, sent, failed, send, example, ...importing } = useEmbeddingsPage(form, folding);
  return (
    <LaboratoryScreen
      title={t("title")}
      begin={t("begin")}
      folding={folding}
      error={form.list.error}
      failed={failed && t("notSentNow")}
      page={page}
      form={
        <>
          <AskedModel
            page="embeddings"
            models={form.list.data?.models.map(({ id }) => id)}
            onChoose={(id) => form.set({ models: [id] })}
          />
          <EmbeddingsForm form={form} sending={sending} onSend={send} />
          <ImportVectors
            imported={importing.imported}
            onFile={importing.importFile}
            onForget={importing.forgetImported}
          />
        </>
      }
    >
      <ResultFeed feed={feed} sent={sent} onExample={example} />
    </LaboratoryScreen>
  );
}
