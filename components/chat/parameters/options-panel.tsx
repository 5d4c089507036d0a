"use client";

import { X } from "lucide-react";
import { type ReactNode, useId } from "react";
import { useTranslations } from "use-intl";
import { inputClass } from "@/components/shared/field";
import { UndoNotice } from "@/components/shared/undo-notice";
import { Button, IconButton } from "@/components/ui/button";
import type { Preset } from "@/lib/chat/options";
import { type Adaptation, chatParameters, fillParameters, takes } from "@/lib/chat/parameters";
import type { ModelSummary } from "@/lib/models/model-summary";
import type { Options } from "../use-options";
import { JsonField } from "./json-field";
import { ParameterField } from "./parameter-field";
import { Presets } from "./presets";
import { ResponseFormat } from "./response-format";
import { ToolOptions } from "./tool-options";
import { useUndoable } from "./use-undoable";

type OptionsPanelProps = {
  /** What it sets, where that is not the conversation's next answer. */
  title?: string;
  hint?: string | null;
  remember?: () => () => void;
  kind: "chat" | "fill";
  options: Options;
  model: ModelSummary | undefined;
  modelId: string | null;
  /** What is set and this model does not take as it is set. */
  adapted: readonly Adaptation[];
  systemPrompt: string;
  onSystemPrompt: (text: string) => void;
  /** The instructions have been left: what stands there counts. */
  onSystemPromptDone: () => void;
  onApply: (preset: Preset) => void;
  onClose: () => void;
};

/** Fields that another place of a request owns; raw JSON would only break them. */
const owned = ["model", "messages", "prompt"];

/** Everything that goes along with a message: instructions, parameters, form of the answer, tools, raw JSON. */
export function OptionsPanel(props: OptionsPanelProps) {
  const { kind, options, model, adapted, systemPrompt, onSystemPrompt, onClose } = props;
  const t = useTranslations("options");
  const promptId = useId();
  const { options: set, setOptions } = options;
  const { undoable, forget, resetAll, apply, removePreset, removeTool } = useUndoable(props);
  const all = kind === "fill" ? fillParameters : chatParameters;
  const shown = all.filter((parameter) => takes(parameter, model));
  const setParameter = (name: string, value: unknown) => {
    const { [name]: _, ...rest } = set.parameters;
    setOptions({ parameters: value === undefined ? rest : { ...rest, [name]: value } });
  };
  return (
    <div className="flex h-full flex-col">
      <header className="flex h-12 shrink-0 items-center gap-2 border-b border-line px-4">
        <h2 className="min-w-0 truncate text-sm font-semibold">{props.title ?? t("title")}</h2>
        <Button size="small" variant="ghost" className="ms-auto" onClick={resetAll}>
          {t("resetAll")}
        </Button>
        <IconButton size="icon-small" label={t("close")} onClick={onClose}>
          <X size={16} />
        </IconButton>
      </header>
      <div className="relative min-h-0 grow overflow-y-auto overscroll-contain px-4 pb-6">
        {props.hint && <p className="pt-3 text-xs text-ink-muted wrap-anywhere">{props.hint}</p>}
        {adapted.length > 0 && <Adapted adapted={adapted} />}
        {kind === "chat" && (
          <Section title={t("instructions")}>
            <label htmlFor={promptId} className="sr-only">
              {t("instructions")}
            </label>
            <textarea
              id={promptId}
              rows={2}
              value={systemPrompt}
              placeholder={t("instructionsPlaceholder")}
              onChange={(event) => onSystemPrompt(event.target.value)}
              onBlur={props.onSystemPromptDone}
              className={`${inputClass} field-sizing-content mb-2 mt-1 max-h-72 min-h-14 resize-none`}
            />
          </Section>
        )}
        <Section title={t("presets")}>
          <Presets
            options={options}
            model={props.modelId}
            systemPrompt={systemPrompt}
            onApply={apply}
            onRemove={removePreset}
          />
        </Section>
        <Section title={t("parameters")}>
          {shown.map((parameter) => (
            <ParameterField
              key={parameter.name}
              parameter={parameter}
              value={set.parameters[parameter.name]}
              model={model}
              onChange={(value) => setParameter(parameter.name, value)}
            />
          ))}
        </Section>
        {kind === "chat" && model?.json !== false && (
          <Section title={t("form")}>
            <ResponseFormat value={set} onChange={setOptions} />
          </Section>
        )}
        {kind === "chat" && model?.tools !== false && (
          <Section title={t("tools")}>
            <ToolOptions options={set} onChange={setOptions} onRemove={removeTool} />
          </Section>
        )}
        <Section title={t("extra")}>
          <JsonField
            name="JSON"
            help={t("extraHelp")}
            value={Object.keys(set.extra).length > 0 ? set.extra : undefined}
            placeholder='{"user": "…"}'
            refuse={(value) => {
              const name = owned.find((field) => field in value);
              return name && t("extraOwned", { name });
            }}
            draft={set.drafts?.["extra"]}
            onChange={(extra, unsent) => {
              const { extra: _, ...others } = set.drafts ?? {};
              const drafts = unsent === undefined ? others : { ...others, extra: unsent };
              setOptions({ extra: extra ? { ...extra } : {}, drafts });
            }}
          />
        </Section>
      </div>
      {undoable && (
        <UndoNotice
          key={undoable.id}
          text={undoable.text}
          onUndo={() => {
            undoable.undo();
            forget();
          }}
          onGone={forget}
        />
      )}
    </div>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section
      aria-label={title}
      data-focus-group={title}
      className="border-b border-line pt-3 last:border-b-0"
    >
      <h3 className="text-xs font-medium text-ink-muted">{title}</h3>
      {children}
    </section>
  );
}

function Adapted({ adapted }: { adapted: readonly Adaptation[] }) {
  const t = useTranslations("options");
  return (
    <div role="status" className="mt-3 rounded-card bg-warning-soft px-3 py-2 text-xs text-warning">
      <p>{t("adapted")}</p>
      <ul className="mt-1">
        {adapted.map(({ name, reason }) => (
          <li key={name + reason}>
            <code>{name}</code> {t(`adaptation.${reason}`)}
          </li>
        ))}
      </ul>
    </div>
  );
}
