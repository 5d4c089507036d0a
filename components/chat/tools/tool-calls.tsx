"use client";

import { Wrench } from "lucide-react";
import { useContext, useState } from "react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import type { ToolCallData } from "@/lib/chat/chat-message";
import { forgetEdit, keepEdit, keptEdit } from "@/lib/chat/open-edits";
import type { ToolResult } from "@/lib/history/record";
import { KeptEdits } from "../kept-edits";

type ToolCallsProps = {
  /** The answer that called. */
  answerId: string;
  calls: readonly ToolCallData[];
  results: readonly ToolResult[] | undefined;
  /** The tools that this browser runs by itself. */
  builtIn: readonly string[] | undefined;
  /** The conversation waits for the results. */
  asks: boolean;
  /** Gives whether the conversation took them. */
  onResults: (results: readonly ToolResult[]) => Promise<boolean>;
};

/** JSON as it is read best; what is not JSON as it came. */
function pretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

/** Begins like JSON and is none: perhaps a slip, though any text may be sent. */
function looksLikeBrokenJson(text: string): boolean {
  if (!/^\s*[[{]/.test(text)) return false;
  try {
    JSON.parse(text);
    return false;
  } catch {
    return true;
  }
}

/** Models number their calls anew in every answer. */
const typedKey = (answerId: string, callId: string) => `${answerId} ${callId}`;

/** What a person says that functions gave, by call; it outlives a reload where messages do. */
function useTypedResults(answerId: string, calls: readonly ToolCallData[]) {
  const kept = useContext(KeptEdits);
  const before = () =>
    calls.map(({ id }) => [id, kept ? keptEdit(typedKey(answerId, id))?.text : undefined] as const);
  const [typed, setTyped] = useState<Record<string, string | undefined>>(() => Object.fromEntries(before()));
  const type = (callId: string, text: string) => {
    setTyped((known) => ({ ...known, [callId]: text }));
    if (kept) keepEdit(typedKey(answerId, callId), { text });
  };
  return [typed, type] as const;
}

/**
 * The functions that an answer called: what with, and what came back. Those of this browser are run by it; for the
 * others the conversation waits for what the person says they gave.
 */
export function ToolCalls({ answerId, calls, results, builtIn = [], asks, onResults }: ToolCallsProps) {
  const t = useTranslations("chat");
  const [typed, setTyped] = useTypedResults(answerId, calls);
  const [running, setRunning] = useState(false);
  const byPerson = calls.filter(({ name }) => !builtIn.includes(name));
  const give = async () => {
    const { runToolCall } = await import("@/lib/chat/tools/run-tool");
    const given = calls.map(async (call): Promise<ToolResult> => {
      const { id, name } = call;
      if (builtIn.includes(name)) return runToolCall(call);
      return { toolCallId: id, name, content: typed[id] ?? "", by: "person" };
    });
    if (await onResults(await Promise.all(given)))
      for (const { id } of calls) forgetEdit(typedKey(answerId, id));
  };
  const send = () => {
    setRunning(true);
    void give().finally(() => setRunning(false));
  };
  return (
    <section aria-label={t("toolCalls")} className="flex flex-col gap-2">
      {calls.map((call) => {
        const result = results?.find(({ toolCallId }) => toolCallId === call.id);
        const own = builtIn.includes(call.name);
        return (
          <div key={call.id} className="rounded-card border border-line text-sm">
            <p className="flex flex-wrap items-center gap-x-2 border-b border-line px-3 py-1.5">
              <Wrench size={14} className="text-ink-muted" aria-hidden />
              <code className="font-medium wrap-anywhere">{call.name || t("toolUnnamed")}</code>
              <span className="text-xs text-ink-faint">
                {!call.done ? t("toolWriting") : own ? t("toolByBrowser") : t("toolByPerson")}
              </span>
            </p>
            <JsonBlock label={t("toolArguments")} text={pretty(call.arguments)} />
            {result && <JsonBlock label={t("toolResult")} text={pretty(result.content)} />}
            {!result && asks && !own && (
              <label className="block border-t border-line px-3 py-2">
                <span className="text-xs text-ink-muted">{t("toolResultAsked", { name: call.name })}</span>
                <textarea
                  value={typed[call.id] ?? ""}
                  onChange={(event) => setTyped(call.id, event.target.value)}
                  placeholder={'{"…": "…"}'}
                  aria-describedby={`${call.id}-hint`}
                  className="field-sizing-content mt-1 block max-h-60 min-h-12 w-full resize-none rounded-lg border border-line bg-surface px-2 py-1 font-mono text-sm"
                />
                <span id={`${call.id}-hint`} className="text-xs text-warning">
                  {looksLikeBrokenJson(typed[call.id] ?? "") && t("toolResultNotJson")}
                </span>
              </label>
            )}
          </div>
        );
      })}
      {asks && !results && (
        <div className="flex items-center justify-end gap-3">
          {byPerson.length > 0 && <p className="text-xs text-ink-faint">{t("toolWaits")}</p>}
          <Button size="small" variant="solid" disabled={running} onClick={send}>
            {byPerson.length > 0 ? t("toolSend") : t("toolRun")}
          </Button>
        </div>
      )}
    </section>
  );
}

function JsonBlock({ label, text }: { label: string; text: string }) {
  return (
    <div className="px-3 py-1.5 not-last:border-b not-last:border-line">
      <p className="text-xs text-ink-faint">{label}</p>
      <pre className="max-h-60 overflow-auto whitespace-pre-wrap text-xs wrap-anywhere">{text || "—"}</pre>
    </div>
  );
}
