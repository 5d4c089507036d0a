"use client";

import { Calculator as CalculatorIcon } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { useFormatter, useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { AppFailure, appError } from "@/lib/core/app-error";
import type { CatalogueReply } from "@/lib/models/catalogue-reply";
import { whenOnline } from "@/lib/ui/when-online";
import { CompareBar } from "./compare-bar";
import { ModelFilters } from "./model-filters";
import { ModelList } from "./model-list";
import { useModelsPage } from "./use-models-page";

const ModelDetails = dynamic(() => whenOnline(async () => (await import("./model-details")).ModelDetails), {
  ssr: false,
});
const Calculator = dynamic(() => whenOnline(async () => (await import("./calculator")).Calculator), {
  ssr: false,
  loading: () => <div className="grow" />,
});
const ErrorNotice = dynamic(
  () => whenOnline(async () => (await import("@/components/shared/error-notice")).ErrorNotice),
  { ssr: false },
);

/** Every model: found by what it is called, can do and costs; looked at, tried and compared. */
export function ModelsScreen() {
  const t = useTranslations("catalogue");
  const page = useModelsPage();
  const { reply, error, loading, shown, models } = page;
  const [chosen, setChosen] = useState<readonly string[]>([]);
  return (
    <div className="relative flex h-full min-w-0 flex-col">
      <header className="flex h-12 shrink-0 items-center px-4 max-lg:ps-14 max-lg:pe-28">
        <h1 className="grow text-sm font-semibold">{t("title")}</h1>
        <Button
          size="small"
          variant="toggle"
          aria-pressed={page.calculating}
          onClick={() => page.calculate(!page.calculating)}
        >
          <CalculatorIcon size={14} aria-hidden /> {t("calculator")}
        </Button>
      </header>
      {error && (
        <div className="px-4">
          <ErrorNotice error={error instanceof AppFailure ? error.error : appError("internal")} />
        </div>
      )}
      {models.length > 0 && !page.calculating && <ModelFilters page={page} />}
      {reply && <Age reply={reply} />}
      {page.nowhere && (
        <p role="alert" className="px-4 pb-2 text-sm text-warning wrap-anywhere">
          {t("nowhere", { model: page.nowhere })}
        </p>
      )}
      {loading && !error && <p className="px-4 py-12 text-center text-sm text-ink-muted">{t("loading")}</p>}
      {page.calculating && models.length > 0 && <Calculator page={page} />}
      {!page.calculating && !loading && models.length > 0 && shown.length === 0 && (
        <p className="px-4 py-12 text-center text-sm text-ink-muted">{t("nothing")}</p>
      )}
      {!page.calculating && shown.length > 0 && (
        <ModelList page={page} chosen={chosen} onChosen={setChosen} />
      )}
      {!page.calculating && chosen.length > 0 && (
        <CompareBar chosen={chosen} onChosen={setChosen} onCalculate={() => page.calculateFor(chosen)} />
      )}
      {reply && page.opened && (
        <ModelDetails
          model={page.opened}
          sources={reply.sources}
          note={page.notes[page.opened.id] ?? ""}
          onOpen={page.open}
        />
      )}
    </div>
  );
}

/** How old the list and the figures are, and what is wrong in the administrator's file. */
function Age({ reply: { list, compiled, corrections } }: { reply: CatalogueReply }) {
  const t = useTranslations("catalogue");
  const format = useFormatter();
  const time = (at: number) => format.dateTime(at, { dateStyle: "medium", timeStyle: "short" });
  const words = {
    fresh: () => t("listFresh", { time: list.state === "unknown" ? "" : time(list.fetchedAt), compiled }),
    stale: () => t("listStale", { time: list.state === "unknown" ? "" : time(list.fetchedAt), compiled }),
    unknown: () => t("listUnknown", { compiled }),
  };
  const told = words[list.state]();
  return (
    <div className="space-y-1 px-4 pb-2 text-xs text-ink-muted">
      <p className={list.state === "fresh" ? "" : "text-warning"}>
        {told} {corrections.models.length > 0 && t("corrected", { count: corrections.models.length })}
      </p>
      {corrections.faults.length > 0 && (
        <div role="alert" className="text-warning">
          <p>{t("faults")}</p>
          <ul>
            {corrections.faults.map(({ line, model, field, reason }) => (
              <li key={`${line} ${model} ${field}`}>
                {t("fault", { line, place: [model, field].filter(Boolean).join(" · "), reason })}
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}
