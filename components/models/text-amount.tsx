"use client";

import { useId, useState } from "react";
import { useFormatter, useTranslations } from "use-intl";
import { inputClass } from "@/components/shared/field";
import { byteCount } from "@/lib/models/speech-price";
import type { Workload } from "@/lib/models/workload";
import { estimateTokens } from "@/lib/runs/estimate-tokens";

/** How long a text is that a person pastes. It stays on this page: the address has the numbers alone. */
export function TextAmount({ onCount }: { onCount: (some: Partial<Workload>) => void }) {
  const t = useTranslations("catalogue");
  const format = useFormatter();
  const id = useId();
  const [{ text, tokens, characters, bytes }, setCounted] = useState({
    text: "",
    tokens: 0,
    characters: 0,
    bytes: 0,
  });
  const count = (next: string) => {
    const counted = {
      text: next,
      tokens: estimateTokens(next),
      characters: characterCount(next),
      bytes: byteCount(next),
    };
    setCounted(counted);
    if (next !== "") onCount({ inputTokens: counted.tokens, utf8Bytes: counted.bytes });
  };
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="text-xs text-ink-muted">
        {t("pasteText")}
      </label>
      <textarea
        id={id}
        dir="auto"
        rows={2}
        value={text}
        aria-describedby={`${id}-counted`}
        onChange={({ target }) => count(target.value)}
        className={`${inputClass} max-h-40 field-sizing-content`}
      />
      <p id={`${id}-counted`} role="status" className="text-xs text-ink-faint tabular-nums">
        {text === ""
          ? t("pasteHint")
          : t("counted", {
              tokens: format.number(tokens),
              characters: format.number(characters),
              bytes: format.number(bytes),
            })}
      </p>
    </div>
  );
}

/** Without a list of them: a pasted book has millions. */
function characterCount(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}
