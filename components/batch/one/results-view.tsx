"use client";

import { LoaderCircle } from "lucide-react";
import { useRouter } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import { useFormatter, useTranslations } from "use-intl";
import { Virtualizer, type VirtualizerHandle } from "virtua";
import type { MatchRule } from "@/lib/batches/compare-answer";
import type { ResultFormat } from "@/lib/batches/export-results";
import { type ResultState, sentAgain } from "@/lib/batches/join-results";
import { isGoing, isThrough, lacksResults, phaseOf } from "@/lib/batches/phase";
import type { CreationRecord } from "@/lib/history/creation-record";
import { ResultDetail } from "./result-detail";
import { ResultRow } from "./result-row";
import { AgainPart, ResultsToolbar } from "./results-toolbar";
import { type Results, useResults } from "./use-results";

export type StateFilter = "all" | ResultState;

/** What is looked for among the requests. */
export type Look = { state: StateFilter; words: string; rule: MatchRule; onlyUnmatched: boolean };
const firstLook: Look = { state: "all", words: "", rule: "equal", onlyUnmatched: false };

/** The requests of a batch with what became of them. */
export function ResultsView({ record }: { record: CreationRecord }) {
  const t = useTranslations("batch.results");
  const results = useResults(record);
  const nothing = record.items.length === 0 && record.batch?.mode !== "now";
  return (
    <section aria-label={t("label")} className="grid min-w-0 gap-3">
      {results.state === "loading" && (
        <p role="status" className="flex items-center gap-2 text-sm text-ink-muted">
          <LoaderCircle size={15} className="animate-spin" aria-hidden /> {t("loading")}
        </p>
      )}
      {results.state === "failed" && (
        <p role="alert" className="text-sm text-danger">
          {t("failed", { reason: results.reason })}
        </p>
      )}
      {results.state === "ready" && nothing && isGoing(phaseOf(record)) && (
        <p className="text-sm text-ink-muted">{t("none")}</p>
      )}
      {results.state === "ready" && <Joined record={record} results={results} />}
    </section>
  );
}

type JoinedProps = { record: CreationRecord; results: Extract<Results, { state: "ready" }> };

function Joined({ record, results }: JoinedProps) {
  const t = useTranslations("batch.results");
  const format = useFormatter();
  const [look, setLook] = useState<Look>(firstLook);
  const [open, setOpen] = useState<number>();
  const scrollRef = useRef<HTMLDivElement>(null);
  const listRef = useRef<VirtualizerHandle>(null);
  const { summary, client } = results;
  const found = useSearch(results, look.words);
  const going = isGoing(phaseOf(record));
  const places = summary.requests.flatMap((request, at) => {
    if (look.state !== "all" && request.state !== look.state) return [];
    if (found && !found.has(at)) return [];
    return look.onlyUnmatched && request.matches?.[look.rule] !== false ? [] : [at];
  });
  const judged = summary.requests.filter(({ matches }) => matches);
  const matched = judged.filter(({ matches }) => matches?.[look.rule]).length;
  const actions = useFiles(record, results, look.rule);
  const go = (step: number) => {
    const at = open === undefined ? -1 : places.indexOf(open);
    const next = places[at + step];
    if (at < 0 || next === undefined) return undefined;
    return () => {
      setOpen(next);
      listRef.current?.scrollToIndex(at + step, { align: "nearest" });
    };
  };
  const certain = results.whole && !lacksResults(record);
  const { safe, doubtful } = sentAgain(certain);
  const countOf = (states: readonly ResultState[]) =>
    states.reduce((sum, state) => sum + summary.counts[state], 0);
  return (
    <>
      {!results.hasFile && record.items.length > 0 && <p className="text-xs text-ink-faint">{t("noFile")}</p>}
      {summary.strangers > 0 && (
        <p className="text-xs text-warning">{t("strangers", { count: summary.strangers })}</p>
      )}
      {summary.unread > 0 && <p className="text-xs text-warning">{t("unread", { count: summary.unread })}</p>}
      <ResultsToolbar
        look={look}
        onLook={setLook}
        counts={summary.counts}
        total={summary.requests.length}
        going={going}
        searching={look.words.trim() !== "" && found === undefined}
        canCompare={judged.length > 0}
        onExport={(kind) => actions.save(kind, places)}
        busy={actions.busy}
      />
      {judged.length > 0 && (
        <p role="status" className="text-sm tabular-nums">
          {t("matched", {
            matched,
            count: judged.length,
            share: format.number(matched / judged.length, { style: "percent", maximumFractionDigits: 1 }),
          })}
        </p>
      )}
      {isThrough(phaseOf(record)) && !certain && <p className="text-xs text-warning">{t("notWhole")}</p>}
      {isThrough(phaseOf(record)) && results.hasFile && (
        <AgainPart
          count={countOf(safe)}
          unknown={countOf(doubtful)}
          onAgain={(withUnknown) => actions.again(withUnknown ? [...safe, ...doubtful] : safe)}
        />
      )}
      {actions.failure && (
        <p role="alert" className="text-sm text-danger">
          {t(actions.failure)}
        </p>
      )}
      <p className="text-xs text-ink-faint tabular-nums">
        {t("count", { shown: format.number(places.length), count: format.number(summary.requests.length) })}
      </p>
      {/* biome-ignore lint/a11y/useSemanticElements: only what is near the view is drawn, and not as children of the list */}
      <div
        ref={scrollRef}
        role="list"
        aria-label={t("list")}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region has to be reachable by keyboard
        tabIndex={0}
        className="relative max-h-[70dvh] overflow-y-auto overscroll-contain rounded-card border border-line bg-surface empty:hidden"
      >
        {places.length > 0 && (
          <Virtualizer ref={listRef} scrollRef={scrollRef} data={places}>
            {(at, index) => {
              const request = summary.requests[at];
              if (!request) return <div key={at} />;
              return (
                <ResultRow
                  key={at}
                  request={request}
                  going={going}
                  rule={look.rule}
                  place={index + 1}
                  of={places.length}
                  onOpen={() => setOpen(at)}
                />
              );
            }}
          </Virtualizer>
        )}
      </div>
      {places.length === 0 && <p className="py-4 text-center text-sm text-ink-muted">{t("empty")}</p>}
      {open !== undefined && summary.requests[open] && (
        <ResultDetail
          at={open}
          request={summary.requests[open]}
          going={going}
          rule={look.rule}
          client={client}
          onClose={() => setOpen(undefined)}
          onPrevious={go(-1)}
          onNext={go(1)}
        />
      )}
    </>
  );
}

/** Where the words stand; nothing while nobody looks for any, or while they are looked for. */
function useSearch({ client, summary }: JoinedProps["results"], words: string) {
  const [found, setFound] = useState<{ words: string; places: ReadonlySet<number> }>();
  const wanted = words.trim();
  // biome-ignore lint/correctness/useExhaustiveDependencies: what has come meanwhile is searched too
  useEffect(() => {
    if (wanted === "") return;
    let latest = true;
    client.ask("search", { words: wanted }).then(
      (places) => latest && setFound({ words: wanted, places: new Set(places) }),
      () => {},
    );
    return () => {
      latest = false;
    };
  }, [client, wanted, summary]);
  return wanted !== "" && found?.words === wanted ? found.places : undefined;
}

const extensions: Record<ResultFormat, string> = { csv: "csv", xlsx: "xlsx", jsonl: "jsonl" };

/** What leaves the page: files, and requests that are to be sent again. */
function useFiles(record: CreationRecord, { client }: JoinedProps["results"], rule: MatchRule) {
  const router = useRouter();
  const [busy, setBusy] = useState<ResultFormat>();
  const [failure, setFailure] = useState<"exportFailed" | "againFailed">();
  const save = async (format: ResultFormat, places: readonly number[]) => {
    setBusy(format);
    setFailure(undefined);
    try {
      const [{ download, fileNameOf }, blob] = await Promise.all([
        import("@/lib/history/archive/save-file"),
        client.ask("export", { format, places: [...places], rule }),
      ]);
      download(blob, fileNameOf(record.prompt, extensions[format]));
    } catch {
      setFailure("exportFailed");
    }
    setBusy(undefined);
  };
  const again = async (states: ResultState[]) => {
    setFailure(undefined);
    try {
      const [{ handAgain }, blob] = await Promise.all([
        import("@/lib/batches/send-again"),
        client.ask("again", { states }),
      ]);
      await handAgain(record, blob);
      router.push("/batch");
    } catch {
      setFailure("againFailed");
    }
  };
  return {
    busy,
    failure,
    save: (format: ResultFormat, places: readonly number[]) => void save(format, places),
    again: (states: ResultState[]) => void again(states),
  };
}
