"use client";

import dynamic from "next/dynamic";
import { useTranslations } from "use-intl";
import { LaboratoryScreen } from "@/components/shared/creations/laboratory-screen";
import { useCreationActions } from "@/components/shared/creations/use-creation-actions";
import { useFolding } from "@/components/shared/folding-form";
import { whenOnline } from "@/lib/ui/when-online";

const NewBatch = dynamic(() => whenOnline(async () => (await import("./new/new-batch")).NewBatch), {
  ssr: false,
  loading: () => <div className="h-40" />,
});

/** What comes from this browser's storage may come after the page's own code. */
const BatchViews = dynamic(() => whenOnline(async () => (await import("./batch-views")).BatchViews), {
  ssr: false,
  loading: () => <div className="grow" />,
});

/** The page for batches: a file of requests, and what became of those that were sent. */
export function BatchScreen() {
  const t = useTranslations("batch");
  const folding = useFolding(false);
  const page = useCreationActions({ onReuse: () => {} });
  return (
    <LaboratoryScreen
      title={t("title")}
      begin={t("begin")}
      folding={folding}
      error={undefined}
      failed={false}
      page={page}
      form={<NewBatch folding={folding} sendRecords={page.sendRecords} />}
    >
      <BatchViews page={page} />
    </LaboratoryScreen>
  );
}
