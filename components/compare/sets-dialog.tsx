"use client";

import { Plus, Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useId, useState } from "react";
import { useTranslations } from "use-intl";
import { inputClass } from "@/components/shared/field";
import { Button, IconButton } from "@/components/ui/button";
import type { SavedSet } from "@/lib/compare/preferences";
import { randomUuid } from "@/lib/core/random-uuid";
import type { ComparisonState } from "./use-comparison";
import { usePreferences } from "./use-preferences";

type SetsDialogProps = { state: ComparisonState; onClose: () => void; onNote: (note: string) => void };

/** Columns under a name: saved from what is set now, used again, deleted. */
export function SetsDialog({ state, onClose, onNote }: SetsDialogProps) {
  const t = useTranslations("compare");
  const router = useRouter();
  const { sets, set } = usePreferences();
  const { comparison, columns, begun } = state;
  const [name, setName] = useState("");
  const [removed, setRemoved] = useState<SavedSet>();
  const inputId = useId();
  const save = () => {
    const saved = { id: randomUuid(), name: name.trim(), setups: columns.map(({ setup }) => setup) };
    set({ sets: [...sets, saved] });
    setName("");
    onNote(t("setSaved", { name: saved.name }));
  };
  const use = (saved: SavedSet) => {
    onClose();
    onNote(t("setUsed", { name: saved.name }));
    if (!begun) return comparison.replaceAll(saved.setups);
    set({ setups: saved.setups });
    router.push("/compare");
  };
  const remove = (saved: SavedSet) => {
    setRemoved(saved);
    set({ sets: sets.filter(({ id }) => id !== saved.id) });
  };
  return (
    <div className="grid grid-cols-1 gap-3">
      <p className="text-ink-muted">{t("setsHint")}</p>
      {begun && sets.length > 0 && <p className="text-ink-muted">{t("setNewComparison")}</p>}
      {sets.length === 0 && <p className="text-ink-faint">{t("setsEmpty")}</p>}
      <ul className="grid grid-cols-1 gap-1">
        {sets.map((saved) => (
          <li key={saved.id} className="flex items-center gap-2 rounded-lg border border-line ps-3 pe-1 py-1">
            <div className="min-w-0 grow">
              <p className="truncate font-medium">{saved.name}</p>
              <p className="truncate text-xs text-ink-faint">
                {t("setSize", { count: saved.setups.length })} ·{" "}
                {saved.setups.map(({ model }) => model ?? t("noModel")).join(", ")}
              </p>
            </div>
            <Button size="small" aria-label={t("useSet", { name: saved.name })} onClick={() => use(saved)}>
              {t("use")}
            </Button>
            <IconButton label={t("removeSet", { name: saved.name })} onClick={() => remove(saved)}>
              <Trash2 size={16} />
            </IconButton>
          </li>
        ))}
      </ul>
      {removed && (
        <p role="status" className="flex items-center gap-2">
          {t("removedSet", { name: removed.name })}
          <Button
            size="small"
            onClick={() => {
              set({ sets: [...sets, removed] });
              setRemoved(undefined);
            }}
          >
            {t("undo")}
          </Button>
        </p>
      )}
      <form
        className="flex flex-wrap items-end gap-2 border-t border-line pt-3"
        onSubmit={(event) => {
          event.preventDefault();
          if (name.trim() !== "") save();
        }}
      >
        <div className="min-w-0 grow">
          <label htmlFor={inputId} className="text-xs text-ink-muted">
            {t("setName")}
          </label>
          <input
            id={inputId}
            maxLength={80}
            className={inputClass}
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        </div>
        <Button type="submit" disabled={name.trim() === "" || columns.length === 0}>
          <Plus size={15} aria-hidden /> {t("saveSet")}
        </Button>
      </form>
    </div>
  );
}
