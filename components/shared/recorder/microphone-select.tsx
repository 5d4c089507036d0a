"use client";

import { useTranslations } from "use-intl";
import { selectClass } from "@/components/shared/select-class";
import { cn } from "@/lib/ui/cn";
import type { Recorder } from "./use-recorder";

/** Which microphone records, where there are several. */
export function MicrophoneSelect({ recorder }: { recorder: Recorder }) {
  const t = useTranslations("recorder");
  const { microphones, microphone, chooseMicrophone } = recorder;
  if (microphones.length < 2) return null;
  return (
    <select
      aria-label={t("microphone")}
      value={microphone ?? ""}
      onChange={({ target }) => chooseMicrophone(target.value || undefined)}
      className={cn(selectClass, "min-w-0 max-w-56")}
    >
      <option value="">{t("anyMicrophone")}</option>
      {microphones.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </select>
  );
}
