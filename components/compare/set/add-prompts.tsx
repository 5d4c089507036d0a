"use client";

import { FileUp, X } from "lucide-react";
import { type ChangeEvent, type DragEvent, useId, useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { inputClass } from "@/components/shared/field";
import { Button, IconButton } from "@/components/ui/button";
import { Modal } from "@/components/ui/modal";
import { SegmentedChoice } from "@/components/ui/segmented-choice";
import { namesOf, type Row } from "@/lib/compare/set/prompt-set";
import { mostRows } from "@/lib/history/set-record";
import { type ReadRows, type RowProblem, type RowsReading, rowFormats } from "@/lib/rows/row-formats";
import { readRowsApart } from "@/lib/rows/rows-client";

const choices = ["auto", ...rowFormats] as const;
type Choice = (typeof choices)[number];
type Mode = "replace" | "append";
const shownProblems = 5;

type AddPromptsProps = {
  /** What the set has already. */
  rows: readonly Row[];
  onRows: (rows: Row[]) => void;
  onClose: () => void;
};

const asLines = (rows: readonly Row[]) => rows.map((row) => `${JSON.stringify(row)}\n`).join("");

/** Prompts from a text or a file; says what cannot be read, and takes the rest. */
export function AddPrompts({ rows, onRows, onClose }: AddPromptsProps) {
  const t = useTranslations("promptSet");
  const [text, setText] = useState(() => asLines(rows));
  const [format, setFormat] = useState<Choice>("auto");
  const [mode, setMode] = useState<Mode>("replace");
  const [reading, setReading] = useState<RowsReading | "reading">();
  const latest = useRef(0);
  const id = useId();
  const read = async (source: Blob | string) => {
    latest.current += 1;
    const mine = latest.current;
    setReading("reading");
    const result = await readRowsApart(source, format === "auto" ? undefined : format);
    if (mine === latest.current) setReading(result);
  };
  const choose = (event: ChangeEvent<HTMLInputElement>) => {
    const file = event.target.files?.[0];
    event.target.value = "";
    if (file) void read(file);
  };
  const drop = (event: DragEvent) => {
    const file = event.dataTransfer.files[0];
    if (!file) return;
    event.preventDefault();
    void read(file);
  };
  const take = (taken: readonly Row[]) => onRows(mode === "append" ? [...rows, ...taken] : [...taken]);
  const room = mode === "append" ? mostRows - rows.length : mostRows;
  return (
    <Modal label={t(rows.length > 0 ? "editPrompts" : "addPrompts")} onClose={onClose} width="wide">
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is one more way; the button does the same */}
      <div
        className="flex max-h-[calc(100dvh-2rem)] flex-col"
        onDragOver={(event) => event.preventDefault()}
        onDrop={drop}
      >
        <header className="flex items-center gap-2 border-b border-line py-2 pe-2 ps-4">
          <h2 className="min-w-0 grow truncate text-base font-semibold">
            {t(rows.length > 0 ? "editPrompts" : "addPrompts")}
          </h2>
          <IconButton label={t("close")} onClick={onClose}>
            <X size={18} />
          </IconButton>
        </header>
        <div className="grid grid-cols-[minmax(0,1fr)] gap-3 overflow-y-auto p-4 text-sm">
          <label htmlFor={id} className="font-medium">
            {t("paste")}
          </label>
          <textarea
            id={id}
            rows={8}
            spellCheck={false}
            value={text}
            aria-describedby={`${id}-hint`}
            onChange={(event) => {
              setText(event.target.value);
              latest.current += 1;
              setReading(undefined);
            }}
            className={`${inputClass} max-h-[40dvh] font-mono`}
          />
          <p id={`${id}-hint`} className="text-xs text-ink-faint">
            {t("pasteHint", { most: mostRows })}
          </p>
          <SegmentedChoice
            label={t("format")}
            value={format}
            options={choices.map((value) => ({ value, label: t(`formats.${value}`) }))}
            onChange={(value) => {
              setFormat(value);
              latest.current += 1;
              setReading(undefined);
            }}
          />
          {rows.length > 0 && (
            <SegmentedChoice
              label={t("mode")}
              value={mode}
              options={(["replace", "append"] as const).map((value) => ({
                value,
                label: t(`modes.${value}`),
              }))}
              onChange={setMode}
            />
          )}
          <div className="flex flex-wrap gap-2">
            <Button
              variant={typeof reading === "object" && reading.ok ? "outline" : "solid"}
              disabled={text.trim() === "" || reading === "reading"}
              onClick={() => void read(text)}
            >
              {t(reading === "reading" ? "reading" : "read")}
            </Button>
            <label className="inline-flex h-9 cursor-pointer items-center gap-1.5 rounded-lg border border-line bg-surface px-3.5 font-medium hover:bg-sunken has-focus-visible:outline-2 has-focus-visible:outline-accent">
              <FileUp size={15} aria-hidden /> {t("chooseFile")}
              <input type="file" className="sr-only" onChange={choose} />
            </label>
          </div>
          {typeof reading === "object" && !reading.ok && (
            <p role="alert" className="rounded-lg bg-danger-soft px-3 py-2 text-danger">
              {t(`fault.${reading.error}`)}
            </p>
          )}
          {typeof reading === "object" && reading.ok && (
            <Found found={reading.value} room={room} onTake={take} />
          )}
        </div>
      </div>
    </Modal>
  );
}

type FoundProps = { found: ReadRows; room: number; onTake: (rows: readonly Row[]) => void };

/** What was found: how much, what is wrong with it, and what can be taken. */
function Found({ found, room, onTake }: FoundProps) {
  const t = useTranslations("promptSet");
  const { rows, problems } = found;
  const tooMany = rows.length > room;
  return (
    <div role="status" className="grid justify-items-start gap-2 border-t border-line pt-3">
      <p>{t("readResult", { count: rows.length, names: namesOf(rows).join(", ") || t("unknown") })}</p>
      {problems.length > 0 && <Problems problems={problems} />}
      {tooMany && (
        <p className="rounded-lg bg-warning-soft px-3 py-2 text-warning">
          {t("tooMany", { count: rows.length, most: room })}
        </p>
      )}
      {rows.length > 0 && room > 0 && (
        <Button variant="solid" onClick={() => onTake(rows.slice(0, room))}>
          {tooMany
            ? t("takeFirst", { most: room })
            : t(problems.length > 0 ? "takeReadable" : "take", { count: rows.length })}
        </Button>
      )}
    </div>
  );
}

function Problems({ problems }: { problems: readonly RowProblem[] }) {
  const t = useTranslations("promptSet");
  const quote = problems.some(({ problem }) => problem.startsWith("quote"));
  return (
    <div role="alert" className="rounded-lg bg-danger-soft px-3 py-2 text-danger">
      <ul className="grid gap-1">
        {problems.slice(0, shownProblems).map(({ problem, row, line, column, character, detail }) => (
          <li key={row} className="wrap-anywhere">
            {t(`problem.${problem}`, {
              row,
              line,
              column: column ?? "",
              character: character ?? 0,
              detail: detail ?? "",
            })}
          </li>
        ))}
        {problems.length > shownProblems && (
          <li>{t("moreFaults", { count: problems.length - shownProblems })}</li>
        )}
      </ul>
      {quote && <p className="mt-1">{t("restAfterQuote")}</p>}
    </div>
  );
}
