"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useId, useState } from "react";
import { useTranslations } from "use-intl";
import { ErrorNotice } from "@/components/shared/error-notice";
import { inputClass } from "@/components/shared/field";
import { Button } from "@/components/ui/button";
import { Modal } from "@/components/ui/modal";
import { type AppError, appError } from "@/lib/core/app-error";
import { err, type Result } from "@/lib/core/result";
import type { OwnVoice } from "@/lib/voices/voice";
import { voiceQueries } from "@/lib/voices/voice-queries";

async function deleteAtSiliconFlow(uri: string): Promise<Result<undefined, AppError>> {
  try {
    return await (await import("@/lib/voices/voice-client")).deleteVoice(uri);
  } catch {
    return err(appError("server-unreachable")); // what sends could not be fetched
  }
}

const forget = async (uri: string) => (await import("@/lib/voices/auditions")).forgetVoice(uri);

type DeleteVoiceProps = { voice: OwnVoice; onDeleted: () => void; onClose: () => void };

/** Asks by its name before a voice is deleted: SiliconFlow brings none back. */
export function DeleteVoice({ voice, onDeleted, onClose }: DeleteVoiceProps) {
  const t = useTranslations("voices");
  const client = useQueryClient();
  const id = useId();
  const [typed, setTyped] = useState("");
  const [working, setWorking] = useState(false);
  const [error, setError] = useState<AppError>();
  const name = voice.name || t("unnamed");
  const confirmed = typed.trim() === voice.name;
  const remove = async () => {
    if (!confirmed || working) return;
    setWorking(true);
    setError(undefined);
    const deleted = await deleteAtSiliconFlow(voice.uri);
    setWorking(false);
    const { queryKey } = voiceQueries.list();
    // Also after a refusal: it may be gone already.
    if (!deleted.ok) {
      void client.invalidateQueries({ queryKey });
      return setError(deleted.error);
    }
    client.setQueryData(queryKey, (known) =>
      known ? { voices: known.voices.filter(({ uri }) => uri !== voice.uri) } : known,
    );
    void client.invalidateQueries({ queryKey });
    void forget(voice.uri).catch(() => {}); // they are small, and nobody finds them any more
    onDeleted();
  };
  return (
    <Modal label={t("deleteTitle", { name })} onClose={onClose}>
      <form
        className="grid gap-3 p-4"
        onSubmit={(event) => {
          event.preventDefault();
          void remove();
        }}
      >
        <h2 className="font-semibold wrap-anywhere">{t("deleteTitle", { name })}</h2>
        <p className="text-sm text-ink-muted">{t("deleteHint")}</p>
        {voice.name !== "" && (
          <label htmlFor={id} className="grid gap-1 text-sm">
            <span className="wrap-anywhere">{t("deleteType", { name })}</span>
            <input
              id={id}
              value={typed}
              autoComplete="off"
              autoCapitalize="off"
              spellCheck={false}
              onChange={({ target }) => setTyped(target.value)}
              className={inputClass}
            />
          </label>
        )}
        {error && <ErrorNotice error={error} />}
        <div className="flex flex-wrap justify-end gap-2">
          <Button onClick={onClose}>{t("cancel")}</Button>
          <Button
            type="submit"
            variant="solid"
            className="bg-danger text-surface hover:bg-danger"
            aria-disabled={!confirmed || working}
          >
            {t(working ? "deleting" : "deleteConfirm")}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
