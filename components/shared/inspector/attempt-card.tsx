import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { CopyButton } from "@/components/shared/copy-button";
import type { AppError } from "@/lib/core/app-error";
import type { RunSnapshot } from "@/lib/runs/snapshot";

type Attempt = RunSnapshot["attempts"][number];

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-ink-muted">{name}</dt>
      <dd className="min-w-0 font-mono text-xs leading-5 wrap-anywhere">{children}</dd>
    </>
  );
}

/** What a failure means in our words, with the name by which programs know it and SiliconFlow's own sentence. */
export function ErrorReading({ error }: { error: AppError }) {
  const words = useTranslations("errors");
  const facts = [error.code, error.upstreamStatus, error.upstreamCode].filter((fact) => fact !== undefined);
  return (
    <div className="rounded-lg bg-danger-soft px-3 py-2 text-sm">
      <p className="font-medium text-danger">{words(`${error.code}.title`)}</p>
      <p className="font-mono text-xs text-ink-muted">{facts.join(" · ")}</p>
      {error.detail && <p className="mt-1 wrap-anywhere">{error.detail}</p>}
    </div>
  );
}

/** One try at SiliconFlow: what came back before the first byte of an answer. */
export function AttemptCard({ attempt }: { attempt: Attempt }) {
  const t = useTranslations("inspector");
  const { number, status, headers, error } = attempt;
  const traceId = headers?.traceId;
  return (
    <section
      aria-label={t("attempt", { number })}
      className="flex flex-col gap-2 rounded-card border border-line px-3 py-2.5"
    >
      <h3 className="text-sm font-medium">{t("attempt", { number })}</h3>
      <dl className="grid grid-cols-[auto_1fr] items-center gap-x-4 gap-y-0.5 text-sm">
        <Fact name={t("status")}>{status ?? t("noReply")}</Fact>
        {headers && <Fact name={t("contentType")}>{headers.contentType || "—"}</Fact>}
        {headers?.retryAfter && <Fact name={t("retryAfter")}>{headers.retryAfter}</Fact>}
        {traceId && (
          <Fact name={t("traceId")}>
            <span className="flex items-center gap-1">
              {traceId}
              <CopyButton
                text={() => traceId}
                label={t("copy", { what: t("traceId") })}
                copiedLabel={t("copied")}
              />
            </span>
          </Fact>
        )}
      </dl>
      {error && <ErrorReading error={error} />}
    </section>
  );
}
