"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { Download, ExternalLink } from "lucide-react";
import { CopyButton } from "@/components/shared/copy-button";
import { ErrorNotice } from "@/components/shared/error-notice";
import { Button } from "@/components/ui/button";
import { AppFailure, appError } from "@/lib/core/app-error";
import { runStates } from "@/lib/runs/event";
import type { KeyNames, UsageCall } from "@/lib/usage/usage";
import { usageFileAddress, usageQueries } from "@/lib/usage/usage-queries";
import { wayOf } from "@/lib/usage/ways";
import type { UsagePageState } from "./use-usage-page";
import { useUsageWords } from "./use-usage-words";

const billAddress = "https://cloud.siliconflow.cn/bills";

/** Every call that the sums are made of, and all of them as a file. */
export function CallTable({ page }: { page: UsagePageState }) {
  const { t } = useUsageWords();
  const query = useInfiniteQuery(usageQueries.calls(page.callFilter));
  const calls = query.data?.pages.flatMap((list) => list.calls) ?? [];
  const { error } = query;
  return (
    <section aria-label={t("callList")} className="flex min-w-0 flex-col gap-2">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
        <h2 className="text-sm font-semibold">{t("callList")}</h2>
        <a
          href={usageFileAddress(page.callFilter)}
          download
          title={t("csvHint")}
          className="ms-auto inline-flex h-7 items-center gap-1.5 rounded-lg border border-line bg-surface px-2 text-xs font-medium hover:bg-sunken"
        >
          <Download size={14} aria-hidden /> {t("csv")}
        </a>
        <a
          href={billAddress}
          target="_blank"
          rel="noreferrer"
          className="inline-flex items-center gap-1 text-xs text-accent hover:underline"
        >
          {t("bill")} <ExternalLink size={12} aria-hidden />
        </a>
      </div>
      <p className="text-xs text-ink-muted">
        {t("csvHint")} {t("refusedNote")}
      </p>
      {error && <ErrorNotice error={error instanceof AppFailure ? error.error : appError("internal")} />}
      {calls.length > 0 && <Calls calls={calls} keyNames={page.keyNames} />}
      {query.hasNextPage && (
        <Button
          className="self-center"
          disabled={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          {t("older")}
        </Button>
      )}
    </section>
  );
}

function Calls({ calls, keyNames }: { calls: readonly UsageCall[]; keyNames: KeyNames }) {
  const { t } = useUsageWords();
  return (
    <div className="relative overflow-x-auto">
      <table className="w-full min-w-[50rem] text-sm tabular-nums">
        <thead className="text-xs text-ink-muted">
          <tr className="border-b border-line">
            <th className="py-1.5 text-start font-normal">{t("time")}</th>
            <th className="px-2 text-start font-normal">{t("model")}</th>
            <th className="px-2 text-start font-normal">{t("what")}</th>
            <th className="px-2 text-end font-normal">{t("tokens")}</th>
            <th className="px-2 text-end font-normal">{t("price")}</th>
            <th className="px-2 text-start font-normal">{t("state")}</th>
            <th className="text-start font-normal">{t("trace")}</th>
          </tr>
        </thead>
        <tbody>
          {calls.map((call) => (
            <CallRow key={call.id} call={call} keyNames={keyNames} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function CallRow({ call, keyNames }: { call: UsageCall; keyNames: KeyNames }) {
  const { t, time, yuan, number, capabilityName } = useUsageWords();
  const { capability, mode } = wayOf(call.operation);
  const state = runStates.find((known) => known === call.state);
  const key = call.clientKey && (keyNames[call.clientKey] ?? call.clientKey);
  const mark = call.estimated ? "≈" : "";
  return (
    <tr className="border-b border-line align-top">
      <td className="py-1.5 whitespace-nowrap">{time(call.at)}</td>
      <td className="min-w-44 px-2 py-1.5 wrap-anywhere">{call.model}</td>
      <td className="px-2 py-1.5">
        {capabilityName(capability)}
        <span className="block text-xs text-ink-muted">
          {[mode === "batch" && t("modes.batch"), call.door === "client" && "/v1", key]
            .filter(Boolean)
            .join(" · ")}
        </span>
      </td>
      <td className="px-2 py-1.5 text-end whitespace-nowrap">
        {amounts(call, { t, number }).map((amount) => (
          <span key={amount} className="block">
            {mark}
            {amount}
          </span>
        ))}
      </td>
      <td className="px-2 py-1.5 text-end whitespace-nowrap">
        {call.microCny === null ? t("unknown") : mark + yuan(call.microCny)}
        {call.estimated && <span className="block text-xs text-warning">{t("estimated")}</span>}
      </td>
      <td
        className={
          call.state === "completed"
            ? "px-2 py-1.5 whitespace-nowrap"
            : "px-2 py-1.5 whitespace-nowrap text-danger"
        }
      >
        {state ? t(`states.${state}`) : call.state}
      </td>
      <td className="py-1.5">
        {call.traceId ? (
          <span className="relative flex items-center gap-1">
            <code className="max-w-24 truncate text-xs" title={call.traceId}>
              {call.traceId}
            </code>
            <CopyButton text={() => call.traceId ?? ""} label={t("copyTrace")} copiedLabel={t("copied")} />
          </span>
        ) : (
          <span className="text-ink-faint">{t("noTrace")}</span>
        )}
      </td>
    </tr>
  );
}

/** What a call is billed by: tokens, or the pieces that were made. */
function amounts(
  { inputTokens, outputTokens, images, videos, utf8Bytes }: UsageCall,
  { t, number }: Pick<ReturnType<typeof useUsageWords>, "t" | "number">,
): string[] {
  const made = [
    images ? t("pictures", { count: images }) : "",
    videos ? t("clips", { count: videos }) : "",
    utf8Bytes ? t("spoken", { count: utf8Bytes }) : "",
  ].filter(Boolean);
  const tokens = `${number(inputTokens)} / ${number(outputTokens)}`;
  return inputTokens + outputTokens > 0 || made.length === 0 ? [tokens, ...made] : made;
}
