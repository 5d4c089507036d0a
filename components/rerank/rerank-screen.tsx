"use client";

import dynamic from "next/dynamic";
import { useTranslations } from "use-intl";
import { AskedModel } from "@/components/shared/asked-model";
import { LaboratoryScreen } from "@/components/shared/creations/laboratory-screen";
import { useFolding } from "@/components/shared/folding-form";
import { useGuidedStart } from "@/components/shared/use-guided-start";
import { whenOnline } from "@/lib/ui/when-online";
import { RerankForm } from "./rerank-form";
import { useRerankForm } from "./use-rerank-form";
import { useRerankPage } from "./use-rerank-page";

/** What comes from this browser's storage may come after the page's own code. */
const ResultFeed = dynamic(() => whenOnline(async () => (await import("./result-feed")).ResultFeed), {
  ssr: false,
  loading: () => <div className="grow" />,
});

/** The page for rerankers: a query, documents and models, and the rankings. */
export function RerankScreen() {
  const t = useTranslations("rerank");
  const form = useRerankForm();
  const folding = useFolding(form.filled);
  const { page, feed, sending, sent, failed, send, example } = useRerankPage(form, folding);
  useGuidedStart("rerank", example !== undefined, () => example?.());
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
            page="rerank"
            models={form.list.data?.models.map(({ id }) => id)}
            onChoose={(id) => form.set({ models: [id] })}
          />
          <RerankForm form={form} sending={sending} sent={sent} onSend={send} />
        </>
      }
    >
      <ResultFeed feed={feed} sent={sent} onExample={example} />
    </LaboratoryScreen>
  );
}
