"use client";

import { useQuery } from "@tanstack/react-query";
import { useState, useSyncExternalStore } from "react";
import { useTranslations } from "use-intl";
import { Card } from "@/components/shared/card";
import { PageFrame } from "@/components/shared/page-frame";
import { useSetting } from "@/components/shared/use-settings";
import { connectQuery } from "@/lib/connect/connect-query";
import { modelQueries } from "@/lib/models/model-queries";
import { ClientSection } from "./client-section";
import { CopiedValue } from "./copied-value";
import { KeySection } from "./key-section";
import { ModelSection } from "./model-section";
import { TestSection } from "./test-section";

const never = () => () => {};

/** Where this server is, as this browser reaches it; nothing while the server paints the page. */
const useOrigin = () =>
  useSyncExternalStore(
    never,
    () => window.location.origin,
    () => "",
  );

/** Everything that another program needs to come in, and a test of it. */
export function ConnectScreen() {
  const t = useTranslations("connect");
  const root = useOrigin();
  const base = root && `${root}/v1`;
  const models = useQuery(modelQueries.list());
  const keys = useQuery(connectQuery());
  const [{ chat: begins }] = useSetting("firstModels");
  const [chosen, setChosen] = useState<string>();
  const listed = models.data?.models ?? [];
  const usual = listed.find(({ id }) => id === begins) ?? listed[0];
  const model = chosen ?? usual?.id ?? "";
  const thinkingSwitch = listed.find(({ id }) => id === model)?.thinking === "switchable";
  const keyless = keys.data?.keysNeeded === false;
  const key = keyless ? t("anyKey") : t("keyPlaceholder");
  const placeholders = new Set([...(keyless ? [] : ["key" as const]), ...(model ? [] : ["model" as const])]);
  return (
    <PageFrame title={t("title")}>
      <div className="mx-auto flex w-full max-w-4xl flex-col gap-4 px-4 pb-16">
        <p className="text-ink-muted">{t("intro")}</p>
        <Card title={t("address")}>
          <dl className="grid min-w-0 gap-x-4 gap-y-1 text-sm sm:grid-cols-[16rem_minmax(0,1fr)]">
            <Address name={t("openAiAddress")} value={base} />
            <Address name={t("anthropicAddress")} value={root} />
          </dl>
        </Card>
        <KeySection />
        <ModelSection
          model={model}
          ids={listed.map(({ id }) => id)}
          failed={models.isError || (models.isSuccess && listed.length === 0)}
          onChange={setChosen}
        />
        <ClientSection
          connection={{ root, base, key, model: model || t("modelPlaceholder") }}
          placeholders={placeholders}
        />
        <TestSection model={model} thinkingSwitch={thinkingSwitch} keyless={keyless} />
      </div>
    </PageFrame>
  );
}

function Address({ name, value }: { name: string; value: string }) {
  return (
    <>
      <dt className="py-1 text-ink-muted">{name}</dt>
      <dd className="min-h-8 min-w-0 pb-2 sm:pb-0">{value && <CopiedValue name={name} value={value} />}</dd>
    </>
  );
}
