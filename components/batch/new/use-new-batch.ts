"use client";

import { useQuery } from "@tanstack/react-query";
import { useEffect, useMemo, useRef, useState } from "react";
import type { FileReport, Notices } from "@/lib/batches/check-file";
import { mendApart } from "@/lib/batches/file-client";
import type { FindingCode } from "@/lib/batches/finding";
import { metadataFault } from "@/lib/batches/metadata";
import { keepSource } from "@/lib/batches/source";
import { splitFile } from "@/lib/batches/split-file";
import type { CreationRecord } from "@/lib/history/creation-record";
import { modelQueries } from "@/lib/models/model-queries";
import { useBatchDraft } from "./use-batch-draft";
import { type Candidate, useBuilt } from "./use-built";
import { useChecks } from "./use-checks";
import { type ReadyFile, useSendingFiles } from "./use-sending";
import { useSource } from "./use-source";

/** What splitting takes away. */
const tooLong: ReadonlySet<FindingCode> = new Set(["too-many-lines", "too-large"]);
/** What SiliconFlow may see in another way than we do: a person may send it all the same. */
const doubtful: ReadonlySet<FindingCode> = new Set(["parameter", "same-key", "no-batch-model"]);

const countOf = ({ counts }: FileReport, which: (code: FindingCode) => boolean) =>
  Object.entries(counts).reduce(
    (sum, [code, count]) => sum + (which(code as FindingCode) ? (count ?? 0) : 0),
    0,
  );

/** Files, and what is wrong with each. */
export type Checked = { reports: readonly FileReport[]; candidates: readonly Candidate[] };

/** Why it cannot be sent. */
export type Blocked =
  | "nothing"
  | "opening"
  | "noModel"
  | "emptyTemplate"
  | "wrongNumber"
  | "metadata"
  | "sameIds"
  | "checking"
  | "unchecked"
  | "findings"
  | "doubts"
  | "split"
  | "tooMany";

const plainName = (name: string) => name.replace(/\.[a-z0-9]{1,5}$/i, "");
const mostFiles = 50;

/** What is to be answered, whether anything is wrong with it, what it costs, and how it is sent. */
export function useNewBatch(sendRecords: (records: readonly CreationRecord[]) => Promise<boolean>) {
  const list = useQuery(modelQueries.list());
  const models = useMemo(() => list.data?.models ?? [], [list.data]);
  const draft = useBatchDraft();
  const { table, settings } = draft.draft;
  const source = useSource(draft);
  const { given } = source;
  /** A table names its models itself. */
  const replaceModel = given?.kind === "file" ? settings.replaceModel : undefined;
  const { candidates, setups, built } = useBuilt(given, draft, models);
  const batchModels = useMemo(
    () =>
      settings.mode === "now"
        ? []
        : models.flatMap(({ id, batch }) => (batch === null ? [] : [[id, batch] as const])),
    [models, settings.mode],
  );
  const { checked, stop, again } = useChecks({ candidates, model: replaceModel, batchModels });
  const sending = useSendingFiles(sendRecords);
  const [cleaned, setCleaned] = useState<Notices>();
  const [split, setSplit] = useState(false);
  const [anyway, setAnyway] = useState(false);
  /** Parameters of a table whose boxes hold something else than they may: what is not sent must not look as if it were. */
  const [wrongNumbers, setWrongNumbers] = useState<readonly string[]>([]);
  const [mending, setMending] = useState(false);
  /** Of a table, the row that is shown as it is sent; from 1. */
  const [row, setRow] = useState(1);

  const current = useRef(candidates);
  current.current = candidates;
  const mend = async (ids: boolean, notices?: Notices) => {
    const [first] = candidates ?? [];
    if (!first) return;
    setMending(true);
    const { signal } = new AbortController();
    const edits = await mendApart(first.blob, ids, { signal }).catch(() => []);
    setMending(false);
    if (current.current !== candidates || edits.length === 0) return;
    if (notices) setCleaned(notices);
    source.edit(edits);
  };
  const report = checked.state === "done" ? checked.reports[0] : undefined;
  // biome-ignore lint/correctness/useExhaustiveDependencies: each report is looked at once
  useEffect(() => {
    if (!report || given?.kind !== "file") return;
    const { byteOrderMark, carriageReturns, blankLines } = report.notices;
    if (byteOrderMark || carriageReturns > 0 || blankLines > 0) void mend(false, report.notices);
  }, [report]);
  const { file: opened } = given ?? {};
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was said of one file is not said of another
  useEffect(() => {
    setCleaned(undefined);
    setSplit(false);
    setAnyway(false);
    setRow(1);
  }, [opened]);
  // A table needs somebody who answers.
  const proposed = models.find(({ batch }) => batch === true)?.id ?? models[0]?.id;
  const lacksModel = given?.kind === "table" && table.models.length === 0 && proposed !== undefined;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the draft's own functions change nothing
  useEffect(() => {
    if (lacksModel && draft.read) draft.setTable({ models: [proposed] });
  }, [lacksModel, draft.read]);

  const reports = checked.state === "done" && checked.of === candidates ? checked.reports : undefined;
  const shown = useRef<Checked & { file: Blob | undefined }>(undefined);
  if (reports && candidates) shown.current = { reports, candidates, file: opened };
  /** What was found last in the file that is here: it stays in sight, so that nothing jumps, until more is known. */
  const known: Checked | undefined = shown.current?.file === opened ? shown.current : undefined;
  const wrong = reports?.reduce(
    (sum, one) => sum + countOf(one, (code) => !tooLong.has(code) && !doubtful.has(code)),
    0,
  );
  const doubts = reports?.reduce((sum, one) => sum + countOf(one, (code) => doubtful.has(code)), 0) ?? 0;
  const needsSplit = reports?.some((one) => countOf(one, (code) => tooLong.has(code)) > 0) ?? false;
  const cut = reports?.some((one) => one.cut) ?? false;
  const pieces = useMemo(
    () =>
      needsSplit
        ? reports?.reduce((sum, one, at) => {
            const { blob } = candidates?.[at] ?? {};
            return sum + (blob ? splitFile(blob, one.requests).length : 0);
          }, 0)
        : candidates?.length,
    [needsSplit, reports, candidates],
  );

  const blocked = ((): Blocked | undefined => {
    if (source.opening) return "opening";
    if (!given) return "nothing";
    if (given.kind === "table") {
      if (table.models.length === 0) return "noModel";
      if (table.template.trim() === "") return "emptyTemplate";
      if (wrongNumbers.length > 0) return "wrongNumber";
      if (built && built.same.count > 0) return "sameIds";
    }
    if (settings.mode === "batch" && metadataFault(settings)) return "metadata";
    if (checked.state === "stopped" || checked.state === "broken") return "unchecked";
    if (!reports || mending) return "checking";
    if ((wrong ?? 0) > 0) return "findings";
    if (doubts > 0 && !anyway) return "doubts";
    if (cut || (pieces ?? 0) > mostFiles) return "tooMany";
    if (needsSplit && !split) return "split";
    return undefined;
  })();

  const filesOf = ({ blob, model }: Candidate, one: FileReport, name: string): ReadyFile[] => {
    const whose = replaceModel ?? model ?? one.models[0]?.model ?? "";
    const whole = { blob, requests: one.requests.length };
    const parts = needsSplit ? splitFile(blob, one.requests) : [whole];
    return parts.map((part, at) => ({
      blob: part.blob,
      model: whose,
      name: parts.length > 1 ? `${name} (${at + 1}/${parts.length})` : name,
      lines: part.requests,
    }));
  };
  const send = async (): Promise<boolean> => {
    if (blocked || !candidates || !reports || !given) return false;
    const name = settings.description.trim() || plainName(given.name);
    const files = candidates.flatMap((one, at) => {
      const own = reports[at];
      return own ? filesOf(one, own, name) : [];
    });
    const madeOf = async () =>
      given.kind === "table"
        ? keepSource(await given.desk.source(table.idColumn, table.expectedColumn), given.name)
        : draft.draft.madeOf;
    const sent = await sending.send({ files, settings: { ...settings, replaceModel }, madeOf });
    if (!sent) return false;
    seen.current = sending.count();
    source.drop();
    await draft.sent();
    return true;
  };
  const seen = useRef(sending.sent);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what the form of an earlier visit sent is not sent again by this one
  useEffect(() => {
    if (seen.current === sending.sent) return;
    seen.current = sending.sent;
    source.drop();
    void draft.sent();
  }, [sending.sent]);
  return {
    list,
    models,
    draft,
    source,
    given,
    setups,
    built,
    candidates,
    replaceModel,
    checked,
    reports,
    known,
    stopCheck: stop,
    checkAgain: again,
    cleaned,
    mend: () => void mend(true),
    mending,
    needsSplit,
    pieces,
    split,
    setSplit,
    /** Those that only a person can decide about; once nothing else is wrong. */
    doubts: wrong === 0 ? doubts : 0,
    anyway,
    setAnyway,
    row,
    setRow,
    setWrongNumbers,
    blocked,
    sending,
    send,
  };
}

export type NewBatchState = ReturnType<typeof useNewBatch>;
