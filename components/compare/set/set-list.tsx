"use client";

import { useLiveQuery } from "dexie-react-hooks";
import { FlaskConical, ListChecks, Pencil, Plus, Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { type FormEvent, type KeyboardEvent, useEffect, useState } from "react";
import { useFormatter, useLocale, useTranslations } from "use-intl";
import { ModelsError } from "@/components/chat/models-error";
import { useAnswerModel } from "@/components/chat/use-answer-model";
import { SaveFailure } from "@/components/shared/save-failure";
import { UndoNotice } from "@/components/shared/undo-notice";
import { Button, IconButton } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import { type ColumnSetup, firstModels, newSetup } from "@/lib/compare/column-setup";
import { exampleSet } from "@/lib/compare/set/example-set";
import { newPromptSet, type PromptSet } from "@/lib/compare/set/prompt-set";
import {
  dropOrphans,
  listSets,
  removeSet,
  renameSet,
  type SetEntry,
  saveSet,
} from "@/lib/compare/set/set-store";
import { randomUuid } from "@/lib/core/random-uuid";
import { mostRows } from "@/lib/history/set-record";
import { CompareKinds } from "../compare-kinds";
import { usePreferences } from "../use-preferences";

type Removed = { entry: SetEntry; undo: () => Promise<void> };

/** All sets of this browser, and the ways to a new one. */
export function SetList() {
  const t = useTranslations("promptSet");
  const sets = useLiveQuery(() => listSets().catch(() => []), []);
  const [removed, setRemoved] = useState<Removed>();
  const [failure, setFailure] = useState<unknown>();
  useEffect(() => {
    dropOrphans().catch(() => {});
  }, []);
  const remove = async (entry: SetEntry) => {
    try {
      setRemoved({ entry, undo: await removeSet(entry.id) });
    } catch (error) {
      setFailure(error);
    }
  };
  const gone = () => {
    setRemoved(undefined);
    dropOrphans().catch(() => {});
  };
  return (
    <div className="relative flex h-full flex-col">
      <header className="flex min-h-12 flex-wrap items-center gap-2 border-b border-line px-2 py-1 max-lg:ps-14 max-lg:pe-24">
        <CompareKinds kind="set" />
      </header>
      <SaveFailure failure={failure} />
      <div className="min-h-0 grow overflow-y-auto">
        <div className="mx-auto grid w-full max-w-3xl grid-cols-[minmax(0,1fr)] gap-8 px-4 py-8">
          <Beginning onFailure={setFailure} />
          {sets && sets.length > 0 && (
            <section aria-label={t("yourSets")} className="grid grid-cols-[minmax(0,1fr)] gap-2">
              <h2 className="text-sm font-medium text-ink-muted">{t("yourSets")}</h2>
              <ul className="grid grid-cols-[minmax(0,1fr)] gap-1.5">
                {sets.map((entry) => (
                  <SetRow
                    key={entry.id}
                    entry={entry}
                    onRemove={() => void remove(entry)}
                    onFailure={setFailure}
                  />
                ))}
              </ul>
            </section>
          )}
        </div>
      </div>
      {removed && (
        <UndoNotice
          key={removed.entry.id}
          text={t("removed", { title: removed.entry.title || t("untitled") })}
          onUndo={() => {
            removed.undo().catch(setFailure);
            setRemoved(undefined);
          }}
          onGone={gone}
        />
      )}
    </div>
  );
}

/** What sets are for, an example that shows it, and an empty one. */
function Beginning({ onFailure }: { onFailure: (error: unknown) => void }) {
  const t = useTranslations("promptSet");
  const locale = useLocale();
  const router = useRouter();
  const { setups } = usePreferences();
  const models = useAnswerModel({ before: null, fills: false });
  const free = firstModels(models.models).map(newSetup);
  const begin = async (set: Partial<PromptSet>, asked: readonly ColumnSetup[]) => {
    const columns = asked.map((setup) => ({ id: randomUuid(), setup }));
    const made = newPromptSet({ ...set, columns });
    try {
      await saveSet(made);
      router.push(`/compare/set/${made.id}`);
    } catch (error) {
      onFailure(error);
    }
  };
  const mine = setups.filter(({ model }) => model !== null);
  return (
    <section aria-label={t("emptyTitle")} className="grid justify-items-start gap-3">
      <h1 className="text-xl font-semibold tracking-tight">{t("emptyTitle")}</h1>
      <p className="text-ink-muted">{t("emptyHint", { most: mostRows })}</p>
      <div className="flex flex-wrap gap-2">
        <Button
          variant="solid"
          disabled={models.isPending}
          onClick={() => void begin(exampleSet(locale), free)}
        >
          <FlaskConical size={16} aria-hidden /> {t("tryExample")}
        </Button>
        <Button disabled={models.isPending} onClick={() => void begin({}, mine.length > 0 ? mine : free)}>
          <Plus size={16} aria-hidden /> {t("newSet")}
        </Button>
      </div>
      <p className="text-sm text-ink-faint">{t("exampleHint")}</p>
      <ModelsError models={models} />
    </section>
  );
}

type SetRowProps = { entry: SetEntry; onRemove: () => void; onFailure: (error: unknown) => void };

function SetRow({ entry, onRemove, onFailure }: SetRowProps) {
  const t = useTranslations("promptSet");
  const format = useFormatter();
  const [renaming, setRenaming] = useState(false);
  const { id, prompts, models, updatedAt } = entry;
  const title = entry.title || t("untitled");
  return (
    <li className="flex items-center gap-1 rounded-card border border-line bg-surface py-1.5 ps-3 pe-1.5">
      <ListChecks size={16} aria-hidden className="shrink-0 text-ink-faint" />
      <div className="min-w-0 grow px-1">
        {renaming ? (
          <TitleField
            title={entry.title}
            onDone={(next) => {
              setRenaming(false);
              if (next !== undefined && next !== entry.title) renameSet(id, next).catch(onFailure);
            }}
          />
        ) : (
          <Link href={`/compare/set/${id}`} className="block truncate font-medium hover:underline">
            {title}
          </Link>
        )}
        <p className="truncate text-xs text-ink-faint">
          {t("setSize", { prompts, models })} ·{" "}
          {format.dateTime(updatedAt, { dateStyle: "medium", timeStyle: "short" })}
        </p>
      </div>
      <IconButton size="icon-small" label={t("rename", { title })} onClick={() => setRenaming(true)}>
        <Pencil size={15} />
      </IconButton>
      <IconButton size="icon-small" label={t("remove", { title })} onClick={onRemove}>
        <Trash2 size={15} />
      </IconButton>
    </li>
  );
}

/** Enter or leaving the field keeps the title, Escape does not. */
function TitleField({ title, onDone }: { title: string; onDone: (title: string | undefined) => void }) {
  const t = useTranslations("promptSet");
  const [typed, setTyped] = useState(title);
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    onDone(typed.trim());
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Escape" && !event.nativeEvent.isComposing) onDone(undefined);
  };
  return (
    <form onSubmit={onSubmit}>
      <input
        // biome-ignore lint/a11y/noAutofocus: the person has just asked to rename
        autoFocus
        value={typed}
        maxLength={200}
        aria-label={t("renameLabel")}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={onKeyDown}
        onBlur={() => onDone(typed.trim())}
        className="h-8 w-full rounded-lg border border-accent bg-surface px-2 text-base outline-none sm:text-sm"
      />
    </form>
  );
}
