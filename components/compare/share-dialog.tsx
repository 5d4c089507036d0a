"use client";

import { Download, FileArchive, FileCode2, Link2 } from "lucide-react";
import { type ReactNode, useEffect, useState } from "react";
import { useLocale, useMessages, useTimeZone, useTranslations } from "use-intl";
import { CopyButton } from "@/components/shared/copy-button";
import { inputClass } from "@/components/shared/field";
import { useExport } from "@/components/shared/use-export";
import { Button } from "@/components/ui/button";
import { lastAnswers } from "@/lib/compare/answers";
import type { Comparison } from "@/lib/compare/comparison";
import { picturesOf } from "@/lib/compare/page-pictures";
import { mostLinkCharacters, writeSetupFragment } from "@/lib/compare/setup-link";
import { dayOf, download, fileNameOf } from "@/lib/history/archive/save-file";
import { loadDraft } from "@/lib/history/drafts";
import { storedThreads } from "@/lib/history/stored-threads";
import { newComparisonDraft } from "./compare-composer";
import type { ComparisonState } from "./use-comparison";

/** The ways to hand a comparison on: its set-up as a link, all of it as a page to read or an archive to import. */
export function ShareDialog({ state }: { state: ComparisonState }) {
  const t = useTranslations("compare");
  const { comparison, begun } = state;
  const savePage = usePage(comparison);
  const saveArchive = useArchive(comparison);
  return (
    <div className="grid grid-cols-1 gap-5">
      <Way Icon={Link2} title={t("shareLink")} hint={t("shareLinkHint")}>
        <SetupLink comparison={comparison} begun={begun} />
      </Way>
      {begun && (
        <>
          <Way Icon={FileCode2} title={t("shareHtml")} hint={t("shareHtmlHint")}>
            <SaveButton label={t("saveHtml")} save={savePage} />
          </Way>
          <Way Icon={FileArchive} title={t("shareArchive")} hint={t("shareArchiveHint")}>
            <SaveButton label={t("saveArchive")} save={saveArchive} />
          </Way>
        </>
      )}
    </div>
  );
}

type WayProps = { Icon: typeof Link2; title: string; hint: string; children: ReactNode };

function Way({ Icon, title, hint, children }: WayProps) {
  return (
    <section aria-label={title} className="grid grid-cols-1 gap-2">
      <h3 className="flex items-center gap-2 font-semibold">
        <Icon size={16} aria-hidden /> {title}
      </h3>
      <p className="text-ink-muted">{hint}</p>
      {children}
    </section>
  );
}

/** The last question, else what stands in the box. */
async function promptOf(comparison: Comparison, begun: boolean): Promise<string> {
  const [first] = comparison.columns;
  const path = first ? comparison.session(first.id).getState().path : [];
  const asked = path.findLast((record) => record.role === "user");
  if (begun && asked) return asked.text;
  return (await loadDraft(newComparisonDraft))?.text ?? "";
}

function SetupLink({ comparison, begun }: { comparison: Comparison; begun: boolean }) {
  const t = useTranslations("compare");
  const [link, setLink] = useState("");
  useEffect(() => {
    let current = true;
    const make = async () => {
      const setups = comparison.columns.map(({ setup }) => setup);
      const fragment = await writeSetupFragment({ setups, prompt: await promptOf(comparison, begun) });
      if (current) setLink(`${window.location.origin}/compare#${fragment}`);
    };
    void make();
    return () => {
      current = false;
    };
  }, [comparison, begun]);
  if (link.length > mostLinkCharacters) return <p className="text-warning">{t("linkTooLong")}</p>;
  return (
    <div className="flex items-center gap-1">
      <input
        readOnly
        aria-label={t("shareLink")}
        value={link}
        className={inputClass}
        onFocus={(event) => event.target.select()}
      />
      <CopyButton text={() => link} label={t("copyLink")} copiedLabel={t("copied")} />
    </div>
  );
}

/** Says whether the file was saved; false for one that a person called off. */
type Save = () => Promise<boolean>;

function SaveButton({ label, save }: { label: string; save: Save }) {
  const t = useTranslations("compare");
  const [outcome, setOutcome] = useState<"working" | "saved" | "failed">();
  const run = async () => {
    setOutcome("working");
    try {
      setOutcome((await save()) ? "saved" : undefined);
    } catch {
      setOutcome("failed");
    }
  };
  return (
    <div className="flex items-center gap-3">
      <Button disabled={outcome === "working"} onClick={() => void run()}>
        <Download size={15} aria-hidden /> {label}
      </Button>
      <p role="status" className={outcome === "failed" ? "text-danger" : "text-ink-muted"}>
        {outcome === "saved" && t("shareSaved")}
        {outcome === "failed" && t("shareFailed")}
      </p>
    </div>
  );
}

const titleOf = async (comparison: Comparison, fallback: string) =>
  (await storedThreads.thread(comparison.threadId))?.title || fallback;

function usePage(comparison: Comparison): Save {
  const t = useTranslations("compare");
  const locale = useLocale();
  const messages = useMessages();
  const timeZone = useTimeZone();
  return async () => {
    const title = await titleOf(comparison, t("title"));
    const name = fileNameOf(`${title} ${dayOf(new Date())}`, "html");
    const { renderPage } = await import("./render-page");
    const columns = comparison.columns.map(({ id, setup }, at) => {
      const { path } = comparison.session(id).getState();
      return { id, place: at + 1, model: setup.model ?? t("noModel"), path };
    });
    const pictures = await picturesOf(columns.flatMap(({ path }) => path));
    const document = {
      title,
      locale,
      madeAt: new Date(),
      columns,
      answers: lastAnswers(comparison),
      pictures,
    };
    const text = renderPage(document, { locale, messages, ...(timeZone && { timeZone }) });
    download(new Blob([text], { type: "text/html;charset=utf-8" }), name);
    return true;
  };
}

function useArchive(comparison: Comparison): Save {
  const t = useTranslations("compare");
  const write = useExport();
  return async () => {
    const name = await titleOf(comparison, t("title"));
    const watching = { onProgress: () => {}, signal: new AbortController().signal };
    const result = await write({ format: "archive", name, threadIds: [comparison.threadId] }, watching);
    if (!result.ok && result.error.problem !== "cancelled") throw new Error(result.error.problem);
    return result.ok;
  };
}
