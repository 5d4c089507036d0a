"use client";

import { ChevronDown, ChevronUp, X } from "lucide-react";
import dynamic from "next/dynamic";
import { type ReactNode, useEffect, useState } from "react";
import { useTranslations } from "use-intl";
import { IconButton } from "@/components/ui/button";
import { Drawer } from "@/components/ui/drawer";
import { messagesIn } from "@/lib/batches/asked-messages";
import type { MatchRule } from "@/lib/batches/compare-answer";
import type { RequestDetail, RequestSummary } from "@/lib/batches/joined-batch";
import type { ResultsClient } from "@/lib/batches/results-client";
import { parseJson } from "@/lib/core/parse-json";
import { cn } from "@/lib/ui/cn";
import { whenOnline } from "@/lib/ui/when-online";

const ResultJson = dynamic(() => whenOnline(async () => (await import("./result-json")).ResultJson), {
  ssr: false,
});

type ResultDetailProps = {
  at: number;
  request: RequestSummary;
  going: boolean;
  rule: MatchRule;
  client: ResultsClient;
  onClose: () => void;
  onPrevious: (() => void) | undefined;
  onNext: (() => void) | undefined;
};

/** Everything about one request, read from the files when it is opened. */
export function ResultDetail(props: ResultDetailProps) {
  const { at, request, going, rule, client, onClose, onPrevious, onNext } = props;
  const t = useTranslations("batch.results");
  const [found, setFound] = useState<{ at: number; detail: RequestDetail | undefined }>();
  const detail = found?.at === at ? found.detail : undefined;
  const { state } = request;
  // biome-ignore lint/correctness/useExhaustiveDependencies: its result may come while it is open
  useEffect(() => {
    let wanted = true;
    client.ask("detail", { at }).then(
      (detail) => wanted && setFound({ at, detail }),
      () => {},
    );
    return () => {
      wanted = false;
    };
  }, [client, at, state]);
  return (
    <Drawer open onClose={onClose} label={t("detail", { id: request.customId })} side="end" width="wide">
      <div className="flex h-full flex-col">
        <header className="flex items-center gap-1 border-b border-line py-1.5 ps-4 pe-2">
          <div className="min-w-0 grow">
            <h2 className="truncate text-sm font-semibold">{request.customId}</h2>
            <p className="text-xs text-ink-muted">
              {t(`states.${state === "missing" && going ? "open" : state}`)} ·{" "}
              {t("line", { line: request.line })}
            </p>
          </div>
          <IconButton label={t("previous")} disabled={!onPrevious} onClick={onPrevious}>
            <ChevronUp size={18} />
          </IconButton>
          <IconButton label={t("next")} disabled={!onNext} onClick={onNext}>
            <ChevronDown size={18} />
          </IconButton>
          <IconButton label={t("close")} onClick={onClose}>
            <X size={18} />
          </IconButton>
        </header>
        <div className="grid min-h-0 grow content-start gap-4 overflow-y-auto p-4">
          {detail && <Told key={at} detail={detail} request={request} going={going} rule={rule} />}
        </div>
      </div>
    </Drawer>
  );
}

function Part({ title, children, className }: { title: string; children: ReactNode; className?: string }) {
  return (
    <section aria-label={title} className="grid gap-1">
      <h3 className="text-xs font-medium text-ink-muted">{title}</h3>
      <div dir="auto" className={cn("text-sm wrap-anywhere whitespace-pre-wrap", className)}>
        {children}
      </div>
    </section>
  );
}

type ToldProps = { detail: RequestDetail; request: RequestSummary; going: boolean; rule: MatchRule };

function Told({ detail, request, going, rule }: ToldProps) {
  const t = useTranslations("batch.results");
  const { read, row } = detail;
  const messages = messagesIn(parseJson(detail.request ?? ""));
  const { expected, matches } = request;
  return (
    <>
      {messages.length > 0 && (
        <Part title={t("question")}>
          {messages.map(({ role, text }, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the messages of a request never change
            <p key={at}>
              <span className="text-xs text-ink-faint">{role}</span> {text}
            </p>
          ))}
        </Part>
      )}
      {read?.state === "answered" && (
        <>
          {read.reasoning !== "" && (
            <details>
              <summary className="cursor-pointer text-xs font-medium text-ink-muted">{t("thinking")}</summary>
              <p dir="auto" className="mt-1 text-sm text-ink-muted wrap-anywhere whitespace-pre-wrap">
                {read.reasoning}
              </p>
            </details>
          )}
          <Part title={t("answer")}>{read.text === "" ? t("noAnswer") : read.text}</Part>
          <p className="text-xs text-ink-faint tabular-nums">
            {[
              read.inputTokens !== undefined &&
                t("tokens", { input: String(read.inputTokens), output: String(read.outputTokens ?? 0) }),
              read.finishReason && t("finish", { reason: read.finishReason }),
            ]
              .filter(Boolean)
              .join(" · ")}
          </p>
          {read.finishReason === "length" && <p className="text-xs text-warning">{t("stopped.length")}</p>}
        </>
      )}
      {read?.state === "failed" && (
        <Part title={t("error")} className="text-danger">
          {[
            read.message,
            (read.code ?? read.status) !== undefined && t("code", { code: String(read.code ?? read.status) }),
          ]
            .filter(Boolean)
            .join(" · ")}
        </Part>
      )}
      {read?.state === "expired" && <Part title={t("error")}>{t("expiredHint")}</Part>}
      {read?.state === "unknown" && <Part title={t("error")}>{t("unknownHint")}</Part>}
      {!read && !going && <p className="text-sm text-ink-muted">{t("notThere")}</p>}
      {expected !== undefined && (
        <Part title={t("expected")}>
          {expected}
          {matches && (
            <span className={cn("block text-xs", matches[rule] ? "text-accent" : "text-warning")}>
              {t(matches[rule] ? "match" : "mismatch")}
            </span>
          )}
        </Part>
      )}
      {row.length > 0 && (
        <section aria-label={t("rowOf")} className="grid gap-1">
          <h3 className="text-xs font-medium text-ink-muted">{t("rowOf")}</h3>
          <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 text-sm">
            {row.map(([column, cell]) => (
              <div key={column} className="contents">
                <dt className="text-ink-faint">{column}</dt>
                <dd dir="auto" className="min-w-0 wrap-anywhere">
                  {cell}
                </dd>
              </div>
            ))}
          </dl>
        </section>
      )}
      <details>
        <summary className="cursor-pointer text-xs font-medium text-ink-muted">{t("json")}</summary>
        <div className="mt-2 grid gap-3">
          {detail.request && <ResultJson title={t("requestJson")} json={detail.request} />}
          {detail.result && <ResultJson title={t("resultJson")} json={detail.result} />}
        </div>
      </details>
    </>
  );
}
