"use client";

import { useEffect, useState } from "react";
import { useTranslations } from "use-intl";
import { ModelPicker } from "@/components/shared/model-picker";
import { Button } from "@/components/ui/button";
import { fileOfChats, listChats } from "@/lib/batches/from-chats";
import { FormDialog } from "./form-dialog";
import { useModelFacts } from "./use-model-facts";
import type { NewBatchState } from "./use-new-batch";

type ChatsDialogProps = { form: NewBatchState; onClose: () => void };

/** Takes the last questions of chosen chats as requests. */
export function ChatsDialog({ form: { source, list, models, draft }, onClose }: ChatsDialogProps) {
  const t = useTranslations("batch.new.chats");
  const tell = useModelFacts();
  const [chats, setChats] = useState<{ id: string; title: string }[]>();
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [leftOut, setLeftOut] = useState(0);
  const [picked, setPicked] = useState<string>();
  // The list of models may come after the dialog.
  const model = picked ?? draft.draft.table.models[0] ?? models.find(({ batch }) => batch === true)?.id;
  useEffect(() => {
    void listChats()
      .catch(() => [])
      .then(setChats);
  }, []);
  const toggle = (id: string) =>
    setChosen((before) => (before.includes(id) ? before.filter((one) => one !== id) : [...before, id]));
  const take = async () => {
    const made = await fileOfChats(chosen, model);
    setLeftOut(made.leftOut);
    if (made.file.size === 0) return;
    await source.take(made.file, `${t("title")}.jsonl`, "file");
    if (made.leftOut === 0) onClose();
  };
  return (
    <FormDialog label={t("title")} onClose={onClose}>
      <div className="flex max-h-[calc(100dvh-4rem)] flex-col gap-3 p-4">
        <h2 className="font-semibold">{t("title")}</h2>
        <p className="text-sm text-ink-muted">{chats?.length === 0 ? t("none") : t("hint")}</p>
        <ul className="grid min-h-0 gap-0.5 overflow-y-auto">
          {chats?.map(({ id, title }) => (
            <li key={id}>
              <label className="flex items-center gap-2 rounded-lg px-2 py-1.5 text-sm hover:bg-sunken">
                <input type="checkbox" checked={chosen.includes(id)} onChange={() => toggle(id)} />
                <span className="min-w-0 truncate">{title}</span>
              </label>
            </li>
          ))}
        </ul>
        <p className="flex flex-wrap items-center gap-2 text-sm">
          {t("model")} <ModelPicker models={tell(models)} value={model ?? null} onChange={setPicked} />
        </p>
        {leftOut > 0 && (
          <p role="status" className="text-sm text-warning">
            {t("leftOut", { count: leftOut })}
          </p>
        )}
        <div className="flex justify-end gap-2">
          <Button
            variant="solid"
            disabled={chosen.length === 0 || list.isPending}
            onClick={() => void take()}
          >
            {t("take", { count: chosen.length })}
          </Button>
        </div>
      </div>
    </FormDialog>
  );
}
