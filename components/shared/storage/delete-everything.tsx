"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useId, useState } from "react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { deleteHistory } from "@/lib/history/storage";

type Step = "closed" | "asking" | "cancelled" | "done";

/** Takes the whole history away: only after a second step, and after a word was typed. */
export function DeleteEverything({
  threads,
  onDeleted,
}: {
  threads: number;
  onDeleted: () => Promise<void>;
}) {
  const t = useTranslations("history");
  const router = useRouter();
  const [step, setStep] = useState<Step>("closed");
  const [failure, setFailure] = useState<string>();
  const remove = async () => {
    try {
      await deleteHistory();
      setStep("done");
      router.push("/chat");
      await onDeleted();
    } catch (error) {
      setFailure(error instanceof Error ? error.message : String(error));
    }
  };
  return (
    <section
      aria-label={t("deleteAllConfirm")}
      className="grid justify-items-start gap-2 border-t border-line pt-4"
    >
      {step === "asking" ? (
        <Confirmation
          threads={threads}
          onConfirm={() => void remove()}
          onCancel={() => setStep("cancelled")}
        />
      ) : (
        <Button
          // What had the focus has gone with the question.
          autoFocus={step !== "closed"}
          className="text-danger"
          onClick={() => setStep("asking")}
        >
          {t("deleteAll")}
        </Button>
      )}
      <p role="status" className="text-ink-muted empty:hidden">
        {step === "done" && threads === 0 && t("deleteAllDone")}
      </p>
      {failure && (
        <p role="alert" className="text-danger">
          {t("storageFailed", { reason: failure })}
        </p>
      )}
    </section>
  );
}

/** On a small screen its buttons would lie below the end. */
const scrollToForm = (form: HTMLFormElement | null) => form?.scrollIntoView({ block: "nearest" });

type ConfirmationProps = { threads: number; onConfirm: () => void; onCancel: () => void };

function Confirmation({ threads, onConfirm, onCancel }: ConfirmationProps) {
  const t = useTranslations("history");
  const archive = useTranslations("archive");
  const [typed, setTyped] = useState("");
  const inputId = useId();
  const word = t("deleteAllWord");
  const matches = typed.trim().toLowerCase() === word;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (matches) onConfirm();
  };
  return (
    <form
      ref={scrollToForm}
      onSubmit={submit}
      className="grid w-full gap-2.5 rounded-card bg-danger-soft p-3 text-danger"
    >
      <p>{t("deleteAllExplanation", { count: threads })}</p>
      <p>{archive("backupFirst")}</p>
      <label htmlFor={inputId}>{t("deleteAllType", { word })}</label>
      <input
        id={inputId}
        // biome-ignore lint/a11y/noAutofocus: the step was opened to write here
        autoFocus
        autoComplete="off"
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        className="h-9 w-full rounded-lg border border-line bg-surface px-3 text-base text-ink sm:text-sm"
      />
      <div className="flex flex-wrap gap-2">
        <Button type="submit" disabled={!matches} className="text-danger">
          {t("deleteAllConfirm")}
        </Button>
        <Button variant="ghost" onClick={onCancel}>
          {t("deleteAllCancel")}
        </Button>
      </div>
    </form>
  );
}
