"use client";

import { Plus, Trash2 } from "lucide-react";
import { useId } from "react";
import { useTranslations } from "use-intl";
import { inputClass } from "@/components/shared/field";
import { Button, IconButton } from "@/components/ui/button";
import { type AnswerOptions, type Tool, toolNamePattern } from "@/lib/chat/options";
import { builtInTools } from "@/lib/chat/tools/built-in-tools";
import { JsonField } from "./json-field";
import { useSchemaRefusal } from "./use-schema-refusal";

type ToolOptionsProps = {
  options: AnswerOptions;
  onChange: (change: Partial<AnswerOptions>) => void;
  onRemove: (index: number) => void;
};

const newTool = (number: number): Tool => ({
  type: "function",
  function: {
    name: `function_${number}`,
    description: "",
    parameters: { type: "object", properties: {}, required: [] },
  },
});

/** The functions that the model may call: this browser's own, and those that a person describes. */
export function ToolOptions({ options, onChange, onRemove }: ToolOptionsProps) {
  const t = useTranslations("options");
  const { tools, builtInTools: chosen } = options;
  const toggle = (name: string, on: boolean) =>
    onChange({ builtInTools: on ? [...chosen, name] : chosen.filter((other) => other !== name) });
  const change = (index: number, tool: Tool) => onChange({ tools: tools.with(index, tool) });
  return (
    <div className="flex flex-col gap-2 py-2">
      <p className="text-xs text-ink-faint">{t("toolsHelp")}</p>
      <fieldset className="flex flex-col gap-1">
        <legend className="sr-only">{t("builtInTools")}</legend>
        {builtInTools.map(({ function: { name } }) => (
          <label key={name} className="flex items-center gap-2 text-sm">
            <input
              type="checkbox"
              className="accent-accent"
              checked={chosen.includes(name)}
              onChange={(event) => toggle(name, event.target.checked)}
            />
            <span>{t(`tool.${name}`)}</span>
            <code className="ms-auto text-xs text-ink-faint">{name}</code>
          </label>
        ))}
      </fieldset>
      {tools.map((tool, index) => (
        <ToolEditor
          // biome-ignore lint/suspicious/noArrayIndexKey: a function's name is what is being changed
          key={index}
          tool={tool}
          taken={[
            ...chosen,
            ...tools.filter((_, other) => other !== index).map((other) => other.function.name),
          ]}
          onChange={(changed) => change(index, changed)}
          onRemove={() => onRemove(index)}
        />
      ))}
      <Button
        size="small"
        className="self-start"
        onClick={() => onChange({ tools: [...tools, newTool(tools.length + 1)] })}
      >
        <Plus size={14} aria-hidden /> {t("addTool")}
      </Button>
      <ToolChoice options={options} onChange={onChange} />
    </div>
  );
}

type ToolEditorProps = {
  tool: Tool;
  taken: readonly string[];
  onChange: (tool: Tool) => void;
  onRemove: () => void;
};

function ToolEditor({ tool, taken, onChange, onRemove }: ToolEditorProps) {
  const t = useTranslations("options");
  const id = useId();
  const refuse = useSchemaRefusal();
  const { name, description = "", parameters } = tool.function;
  const set = (change: Partial<Tool["function"]>) =>
    onChange({ ...tool, function: { ...tool.function, ...change } });
  const fault = !toolNamePattern.test(name)
    ? t("toolNameFault")
    : taken.includes(name)
      ? t("toolNameTaken")
      : undefined;
  return (
    <section aria-label={name} className="flex flex-col gap-1.5 rounded-card border border-line p-2">
      <div className="flex items-center gap-1">
        <input
          aria-label={t("toolName")}
          aria-invalid={fault !== undefined}
          aria-describedby={fault && `${id}-fault`}
          value={name}
          onChange={(event) => set({ name: event.target.value })}
          className={`${inputClass} font-mono`}
        />
        <IconButton size="icon-small" label={t("removeTool", { name })} onClick={onRemove}>
          <Trash2 size={14} />
        </IconButton>
      </div>
      {fault && (
        <p id={`${id}-fault`} role="alert" className="text-xs text-danger">
          {fault}
        </p>
      )}
      <textarea
        aria-label={t("toolDescription")}
        placeholder={t("toolDescription")}
        rows={1}
        value={description}
        onChange={(event) => set({ description: event.target.value })}
        className={`${inputClass} field-sizing-content max-h-40 resize-none`}
      />
      <JsonField
        name="parameters"
        help={t("toolParametersHelp")}
        value={parameters}
        draft={tool.draft}
        placeholder='{"type": "object", "properties": {}}'
        refuse={refuse}
        onChange={(schema, unsent) =>
          onChange({
            type: tool.type,
            function: { ...tool.function, parameters: schema && { ...schema } },
            ...(unsent !== undefined && { draft: unsent }),
          })
        }
      />
    </section>
  );
}

function ToolChoice({ options, onChange }: Omit<ToolOptionsProps, "onRemove">) {
  const t = useTranslations("options");
  const id = useId();
  const names = [...options.builtInTools, ...options.tools.map((tool) => tool.function.name)];
  const { toolChoice } = options;
  if (names.length === 0) return null;
  const value =
    toolChoice === null ? "" : typeof toolChoice === "string" ? toolChoice : JSON.stringify(toolChoice);
  const named = (name: string) => ({ type: "function", function: { name } });
  const choose = (chosen: string) =>
    onChange({ toolChoice: chosen === "" ? null : chosen.startsWith("{") ? JSON.parse(chosen) : chosen });
  return (
    <label htmlFor={id} className="flex flex-col gap-1">
      <span className="font-mono text-xs font-medium">tool_choice</span>
      <select id={id} className={inputClass} value={value} onChange={(event) => choose(event.target.value)}>
        <option value="">{t("notSent")}</option>
        {["auto", "none", "required"].map((choice) => (
          <option key={choice}>{choice}</option>
        ))}
        {names.map((name) => (
          <option key={name} value={JSON.stringify(named(name))}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}
