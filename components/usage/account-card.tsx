"use client";

import { useQuery } from "@tanstack/react-query";
import { ExternalLink } from "lucide-react";
import { useTranslations } from "use-intl";
import { Card } from "@/components/shared/card";
import { ErrorNotice } from "@/components/shared/error-notice";
import { Button } from "@/components/ui/button";
import { AppFailure, appError } from "@/lib/core/app-error";
import type { Account } from "@/lib/usage/account";
import { accountQueries } from "@/lib/usage/budget-queries";

const consoleAddress = "https://cloud.siliconflow.cn/expensebill";

/** What SiliconFlow says of the account, while it still does. */
export function AccountCard() {
  const t = useTranslations("account");
  const { data, error, refetch, isFetching } = useQuery(accountQueries.account());
  return (
    <Card title={t("title")}>
      {isFetching && !data && <p className="text-xs text-ink-muted">{t("loading")}</p>}
      {error && !isFetching && (
        <ErrorNotice
          error={error instanceof AppFailure ? error.error : appError("internal")}
          action={
            <Button size="small" onClick={() => void refetch()}>
              {t("again")}
            </Button>
          }
        />
      )}
      {data?.state === "withdrawn" && <p className="text-sm text-ink-muted">{t("withdrawn")}</p>}
      {data?.state === "known" && <Facts account={data} />}
      <a
        href={consoleAddress}
        target="_blank"
        rel="noreferrer"
        className="inline-flex items-center gap-1 self-start text-xs text-accent hover:underline"
      >
        {t("console")} <ExternalLink size={12} aria-hidden />
      </a>
    </Card>
  );
}

const shown = ["name", "email", "status", "totalBalance", "chargeBalance", "balance"] as const;
const amounts: ReadonlySet<(typeof shown)[number]> = new Set(["totalBalance", "chargeBalance", "balance"]);

function Facts({ account }: { account: Extract<Account, { state: "known" }> }) {
  const t = useTranslations("account");
  return (
    <>
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 text-sm">
        {shown.map((name) => (
          <div key={name} className="contents">
            <dt className="text-ink-muted">{t(name)}</dt>
            <dd className="text-end wrap-anywhere tabular-nums">
              {account[name] === null ? (
                <span className="text-ink-faint">{t("notGiven")}</span>
              ) : (
                `${amounts.has(name) ? "¥" : ""}${account[name]}`
              )}
            </dd>
          </div>
        ))}
      </dl>
      <p className="text-xs text-ink-muted">{t("vouchers")}</p>
    </>
  );
}
