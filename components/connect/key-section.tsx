"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import { Card } from "@/components/shared/card";
import { ErrorNotice } from "@/components/shared/error-notice";
import { connectQuery } from "@/lib/connect/connect-query";
import type { ConnectReply } from "@/lib/connect/connect-reply";
import { AppFailure, appError } from "@/lib/core/app-error";
import { CopiedValue } from "./copied-value";

const command = 'npm run key -- "Alice\'s laptop"';

/** Whether a key is needed, how one is made, and what is wrong with those that there are. */
export function KeySection() {
  const t = useTranslations("connect");
  const { data, error } = useQuery(connectQuery());
  return (
    <Card title={t("key")}>
      {!data && !error && <p className="text-sm text-ink-muted">{t("loading")}</p>}
      {error && <ErrorNotice error={error instanceof AppFailure ? error.error : appError("internal")} />}
      {data && (
        <p className="text-sm">{data.keysNeeded ? t("keyNeeded", { count: data.keys }) : t("keyless")}</p>
      )}
      {data && data.faults.length > 0 && <Faults faults={data.faults} />}
      <p className="text-sm text-ink-muted">{t("makeKey")}</p>
      <CopiedValue name={t("command")} value={command} />
    </Card>
  );
}

function Faults({ faults }: Pick<ConnectReply, "faults">) {
  const t = useTranslations("connect");
  return (
    <div role="alert" className="rounded-lg bg-warning-soft px-3 py-2 text-sm">
      <p>{t("faults")}</p>
      <ul className="mt-1 flex flex-col gap-0.5">
        {faults.map(({ line, field, reason }) => (
          <li key={`${line} ${field} ${reason}`} className="wrap-anywhere">
            {t("faultLine", { line })}
            {": "}
            <span lang="en">{[field, reason].filter(Boolean).join(": ")}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
