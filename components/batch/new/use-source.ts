"use client";

import { useEffect, useRef, useState } from "react";
import { forgetDraftFile, type KeptSource, keepDraftFile, loadDraftFile } from "@/lib/batches/draft";
import { type Edit, edited, type Piece, wholeFile } from "@/lib/batches/pieces";
import { sourceKindOf } from "@/lib/batches/source-kind";
import type { TableFacts } from "@/lib/batches/table";
import { TableDesk } from "@/lib/batches/table-client";
import type { RowsFault } from "@/lib/rows/row-formats";
import type { KeptBatchDraft } from "./use-batch-draft";

/** What the form was given. */
export type Given = { name: string; file: Blob } & (
  | { kind: "file"; pieces: Piece[] }
  | { kind: "table"; desk: TableDesk; facts: TableFacts }
);

/** `gone`: this browser does not have it any more; `unread`: it cannot be read. */
export type SourceFault = RowsFault | "gone" | "unread";

type Wanted = { name: string; file: Blob; kind: Given["kind"]; pieces?: Piece[] };

async function opened({ name, file, kind, pieces }: Wanted): Promise<Given | SourceFault> {
  if (kind === "file") return { kind, name, file, pieces: pieces ?? wholeFile(file.size) };
  const desk = new TableDesk();
  const reading = await desk.read(file, name).catch(() => undefined);
  if (reading?.ok) return { kind, name, file, desk, facts: reading.value };
  desk.close();
  return reading?.error ?? "unread";
}

/** What would bring it back as it was, changes included. */
const wantedOf = ({ name, file, ...rest }: Given): Wanted =>
  rest.kind === "file"
    ? { name, file, kind: rest.kind, pieces: rest.pieces }
    : { name, file, kind: rest.kind };

const close = (given: Given | undefined) => given?.kind === "table" && given.desk.close();

/** The file or table in the form: chosen now, or kept since an earlier visit. */
export function useSource({ draft, read, change, setTable }: KeptBatchDraft) {
  const [given, setGiven] = useState<Given>();
  const [opening, setOpening] = useState<string>();
  const [refused, setRefused] = useState<{ name: string; fault: SourceFault }>();
  const [unkept, setUnkept] = useState(false);
  /** What was taken out, or gave way to another, and can come back. */
  const [removed, setRemoved] = useState<Wanted>();
  /** How many files came with the one that was taken. */
  const [ignored, setIgnored] = useState(0);
  /** Which file was asked for last: one that is read later gives way. */
  const asked = useRef(0);
  const latest = useRef({ draft, given });
  latest.current = { draft, given };

  const open = async (
    name: string,
    find: () => Promise<Wanted | SourceFault>,
  ): Promise<Given | undefined> => {
    asked.current += 1;
    const mine = asked.current;
    setOpening(name);
    setRefused(undefined);
    const wanted = await find().catch((): SourceFault => "unread");
    const found = typeof wanted === "string" ? wanted : await opened(wanted);
    if (mine !== asked.current) {
      if (typeof found !== "string") close(found);
      return undefined;
    }
    setOpening(undefined);
    if (typeof found === "string") {
      setRefused({ name, fault: found });
      return undefined;
    }
    const before = latest.current.given;
    setRemoved(before && wantedOf(before));
    close(before);
    setGiven(found);
    return found;
  };

  const { source } = draft;
  // biome-ignore lint/correctness/useExhaustiveDependencies: what an earlier visit left is opened once
  useEffect(() => {
    if (!read || !source || given || opening) return;
    void open(source.name, async () => {
      const file = await loadDraftFile(source);
      return file ? { ...source, file } : "gone";
    });
  }, [read]);
  useEffect(() => () => void close(latest.current.given), []);

  const forget = (kept: KeptSource | undefined) => {
    if (kept) void forgetDraftFile(kept).catch(() => {});
  };
  /** Keeps what is in the form for a later visit, in place of what was kept before. */
  const keep = async (next: Given) => {
    forget(latest.current.draft.source);
    change({ source: undefined, madeOf: undefined });
    const { name, file, kind } = next;
    try {
      const kept = { mediaId: await keepDraftFile(file), name, bytes: file.size };
      if (latest.current.given?.file !== file) return forget({ ...kept, kind: "table" });
      const pieces = latest.current.given.kind === "file" ? latest.current.given.pieces : [];
      change({ source: kind === "file" ? { ...kept, kind, pieces } : { ...kept, kind } });
      setUnkept(false);
    } catch {
      setUnkept(true);
    }
  };
  const take = async (file: Blob, name: string, as?: Given["kind"]): Promise<Given | undefined> => {
    setIgnored(0);
    const next = await open(name, async () => ({ name, file, kind: as ?? (await sourceKindOf(file, name)) }));
    if (!next) return undefined;
    if (as) setRemoved(undefined); // the same file, read in another way
    void keep(next);
    if (next.kind === "table") {
      const { names, textColumn = names[0] } = next.facts;
      const has = (column: string | undefined) => column !== undefined && names.includes(column);
      const { table } = latest.current.draft;
      setTable({
        idColumn: has(table.idColumn) ? table.idColumn : undefined,
        expectedColumn: has(table.expectedColumn) ? table.expectedColumn : undefined,
        ...(table.template.trim() === "" && { template: `{{${textColumn}}}` }),
      });
    }
    return next;
  };
  return {
    given,
    opening,
    refused,
    ignored,
    removed: removed?.name,
    forgetRemoved: () => setRemoved(undefined),
    /** Puts back what was taken out. */
    restore: async () => {
      if (!removed) return;
      const back = await open(removed.name, async () => removed);
      if (back) void keep(back);
    },
    /** There was no room for it: a reload would lose it. */
    unkept,
    forgetRefused: () => setRefused(undefined),
    take,
    /** Of several files the first. */
    takeFirst: async (files: readonly File[]): Promise<void> => {
      const [file] = files;
      if (!file) return;
      await take(file, file.name);
      setIgnored(files.length - 1);
    },
    /** Changes a file of requests; places are those of the file as it stands. */
    edit: (edits: readonly Edit[]) => {
      if (given?.kind !== "file") return;
      const pieces = edited(given.pieces, edits);
      setGiven({ ...given, pieces });
      if (draft.source?.kind === "file") change({ source: { ...draft.source, pieces } });
    },
    /** Takes out what is in the form; `undoable` where a person wanted it. */
    drop: (undoable = false) => {
      asked.current += 1;
      setRemoved(undoable && given ? wantedOf(given) : undefined);
      setIgnored(0);
      close(given);
      setGiven(undefined);
      setOpening(undefined);
      setUnkept(false);
      forget(draft.source);
      change({ source: undefined, madeOf: undefined });
    },
  };
}
