"use client";

import { Download, SlidersHorizontal, Table2 } from "lucide-react";
import dynamic from "next/dynamic";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { ModelsError } from "@/components/chat/models-error";
import { useStopKey } from "@/components/chat/use-stop-key";
import { SaveFailure } from "@/components/shared/save-failure";
import { Button } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import { exportFormats } from "@/lib/compare/set/export-set";
import { newPromptSet, type PromptSet } from "@/lib/compare/set/prompt-set";
import { saveSet } from "@/lib/compare/set/set-store";
import { randomUuid } from "@/lib/core/random-uuid";
import { whenOnline } from "@/lib/ui/when-online";
import { CompareKinds } from "../compare-kinds";
import type { Place } from "./cell-drawer";
import { RunBar } from "./run-bar";
import { SetAnnouncer } from "./set-announcer";
import { SetGrid } from "./set-grid";
import { SetupPanel } from "./setup-panel";
import { useExportSet } from "./use-export-set";
import { type PromptSetState, usePromptSet } from "./use-prompt-set";

const CellDrawer = dynamic(() => whenOnline(async () => (await import("./cell-drawer")).CellDrawer), {
  ssr: false,
});
const FiguresDialog = dynamic(
  () => whenOnline(async () => (await import("./figures-dialog")).FiguresDialog),
  { ssr: false },
);
const SetColumnOptions = dynamic(
  () => whenOnline(async () => (await import("./set-column-options")).SetColumnOptions),
  { ssr: false },
);

/** Set-up and answers do not stand beside each other. */
const narrowScreen = "(max-width: 64rem)";

/** One set: what is asked of whom, how far it is, and every answer. */
export function SetView({ stored }: { stored: PromptSet }) {
  const state = usePromptSet(stored);
  const router = useRouter();
  const [narrow] = useState(() => matchMedia(narrowScreen).matches);
  const [chosen, setSetup] = useState<boolean>();
  const [place, setPlace] = useState<Place>();
  const [figures, setFigures] = useState(false);
  const [optionsOf, setOptionsOf] = useState<string>();
  const [failure, setFailure] = useState<unknown>();
  const { set, runner, phase, models } = state;
  // Where there is room for one of them, what was answered is what a person comes back for.
  const setup = chosen ?? !(narrow && runner.begun);
  const t = useTranslations("promptSet");
  useStopKey(phase === "running", () => runner.stop());
  const copy = async () => {
    const columns = set.columns.map((column) => ({ ...column, id: randomUuid() }));
    const title = t("copyTitle", { title: set.title || t("untitled") });
    const made = newPromptSet({ ...set, title, columns });
    try {
      await saveSet(made);
      router.push(`/compare/set/${made.id}`);
    } catch (error) {
      setFailure(error);
    }
  };
  return (
    <div className="flex h-full min-h-0">
      <div className="relative flex h-full min-h-0 min-w-0 grow flex-col">
        <SetHeader
          state={state}
          setup={setup}
          onSetup={() => setSetup(!setup)}
          onFigures={() => setFigures(true)}
        />
        <SaveFailure failure={state.saveFailure ?? failure} />
        <ModelsError models={models} />
        <RunBar state={state} onRun={() => matchMedia(narrowScreen).matches && setSetup(false)} />
        <div className="flex min-h-0 grow">
          {setup && <SetupPanel state={state} onOptions={setOptionsOf} onCopy={() => void copy()} />}
          <div className={setup ? "flex min-h-0 min-w-0 grow max-lg:hidden" : "flex min-h-0 min-w-0 grow"}>
            <SetGrid state={state} onOpen={setPlace} />
          </div>
        </div>
        <SetAnnouncer state={state} />
      </div>
      {optionsOf && (
        <SetColumnOptions state={state} columnId={optionsOf} onClose={() => setOptionsOf(undefined)} />
      )}
      {place && <CellDrawer state={state} place={place} onClose={() => setPlace(undefined)} />}
      {figures && <FiguresDialog state={state} onClose={() => setFigures(false)} />}
    </div>
  );
}

type SetHeaderProps = {
  state: PromptSetState;
  setup: boolean;
  onSetup: () => void;
  onFigures: () => void;
};

function SetHeader({ state, setup, onSetup, onFigures }: SetHeaderProps) {
  const t = useTranslations("promptSet");
  const { set, change, runner } = state;
  const exported = useExportSet(state);
  return (
    <header className="border-b border-line">
      <div className="flex min-h-12 flex-wrap items-center gap-1.5 px-2 py-1 max-lg:ps-14 max-lg:pe-24">
        <CompareKinds kind="set" />
        <Link
          href="/compare/set"
          className="rounded px-1.5 text-xs text-ink-muted hover:text-ink hover:underline"
        >
          {t("allSets")}
        </Link>
        <input
          aria-label={t("renameLabel")}
          placeholder={t("untitled")}
          maxLength={200}
          value={set.title}
          onChange={(event) => change({ title: event.target.value })}
          className="h-8 min-w-32 grow rounded-lg border border-transparent bg-transparent px-2 text-base font-medium hover:border-line focus:border-line sm:text-sm"
        />
        <div className="flex items-center gap-0.5">
          <Button size="small" variant="toggle" aria-pressed={setup} onClick={onSetup}>
            <SlidersHorizontal size={15} aria-hidden /> {t("setup")}
          </Button>
          <Button
            size="small"
            variant="ghost"
            aria-haspopup="dialog"
            disabled={!runner.begun}
            aria-label={t("figures")}
            onClick={onFigures}
          >
            <Table2 size={15} aria-hidden /> <span className="max-sm:sr-only">{t("figures")}</span>
          </Button>
          {exportFormats.map((format) => (
            <Button
              key={format}
              size="small"
              variant="ghost"
              disabled={!runner.begun || exported.busy}
              aria-label={t("exportAs", { format: format.toUpperCase() })}
              title={t("exportAs", { format: format.toUpperCase() })}
              onClick={() => void exported.run(format)}
            >
              <Download size={15} aria-hidden /> {format.toUpperCase()}
            </Button>
          ))}
        </div>
      </div>
      {exported.failure && (
        <p role="alert" className="bg-danger-soft px-4 py-2 text-sm text-danger">
          {t("exportFailed", { reason: exported.failure })}
        </p>
      )}
    </header>
  );
}
