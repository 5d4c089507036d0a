"use client";

import { CircleAlert, CircleCheck, LoaderCircle, Square } from "lucide-react";
import { useId, useState } from "react";
import { useTranslations } from "use-intl";
import { Card } from "@/components/shared/card";
import { inputClass } from "@/components/shared/field";
import { Button } from "@/components/ui/button";
import { type Trial, useTrial } from "./use-trial";

type TestSectionProps = { model: string; thinkingSwitch: boolean; keyless: boolean };

/** Does what a program would do, with a key that is typed here and kept nowhere. */
export function TestSection({ model, thinkingSwitch, keyless }: TestSectionProps) {
  const t = useTranslations("connect");
  const id = useId();
  const [typed, setTyped] = useState("");
  const { trial, list, ask, stop } = useTrial();
  const key = typed.trim();
  const busy = trial.state === "listing" || trial.state === "asking";
  return (
    <Card title={t("test")}>
      <p className="text-sm text-ink-muted">{t("testIntro")}</p>
      <form
        className="flex flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          void list(key);
        }}
      >
        <label htmlFor={id} className="text-sm">
          {t("testKey")}
        </label>
        <input
          id={id}
          type="password"
          autoComplete="off"
          spellCheck={false}
          value={typed}
          aria-describedby={`${id}-hint`}
          onChange={({ target }) => setTyped(target.value)}
          className={`${inputClass} max-w-md`}
        />
        <p id={`${id}-hint`} className="text-xs text-ink-muted">
          {t(keyless ? "keylessHint" : "testKeyHint")}
        </p>
        <div className="flex flex-wrap gap-2">
          <Button type="submit" variant="solid" disabled={busy}>
            {t("list")}
          </Button>
          <Button disabled={busy || !model} onClick={() => void ask({ key, model, thinkingSwitch })}>
            {t("ask")}
          </Button>
          {busy && (
            <Button onClick={stop}>
              <Square size={11} fill="currentColor" aria-hidden /> {t("stop")}
            </Button>
          )}
        </div>
      </form>
      <div role="status">
        <TrialWords trial={trial} />
      </div>
    </Card>
  );
}

const rounded = Math.round;

function TrialWords({ trial }: { trial: Trial }) {
  const t = useTranslations("connect");
  switch (trial.state) {
    case "idle":
      return null;
    case "listing":
      return <Working>{t("listing")}</Working>;
    case "asking":
      return <Working>{t("asking", { model: trial.model })}</Working>;
    case "listed":
      return <Good>{t("listed", { count: trial.models, milliseconds: rounded(trial.milliseconds) })}</Good>;
    case "answered":
      return (
        <>
          <Good>
            {t("answered", {
              model: trial.model,
              firstToken: rounded(trial.firstTokenMs),
              milliseconds: rounded(trial.milliseconds),
            })}
          </Good>
          <p className="mt-1 ps-[1.6rem] text-sm text-ink-muted wrap-anywhere">
            {trial.text || t("onlyThought")}
          </p>
        </>
      );
    case "failed":
      return (
        <>
          <p className="flex items-start gap-2 text-sm text-danger">
            <CircleAlert size={17} className="mt-0.5 shrink-0" aria-hidden />
            <span>
              {t(`failed.${trial.reason}`)}
              {trial.retryAfterSeconds !== undefined && (
                <span className="block">{t("again", { seconds: trial.retryAfterSeconds })}</span>
              )}
            </span>
          </p>
          {trial.message && (
            <p className="mt-1 ps-[1.6rem] text-sm text-ink-muted wrap-anywhere">
              {t("serverSays")} {trial.status} <span lang="en">{trial.message}</span>
            </p>
          )}
        </>
      );
  }
}

function Working({ children }: { children: string }) {
  return (
    <p className="flex items-start gap-2 text-sm text-ink-muted">
      <LoaderCircle size={17} className="mt-0.5 shrink-0 animate-spin" aria-hidden />
      {children}
    </p>
  );
}

function Good({ children }: { children: string }) {
  return (
    <p className="flex items-start gap-2 text-sm">
      <CircleCheck size={17} className="mt-0.5 shrink-0 text-accent" aria-hidden />
      {children}
    </p>
  );
}
