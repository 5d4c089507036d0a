import { X } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { IconButton } from "@/components/ui/button";

export const inputClass =
  "w-full rounded-lg border border-line bg-surface px-2 py-1 text-base sm:text-sm aria-invalid:border-danger";

type FieldProps = {
  /** The id of the control. */
  id: string;
  /** The field's name in the request. */
  name: string;
  help: string;
  fault?: string | undefined;
  /** What is said where nothing is set; that it is not sent, unless told. */
  unset?: string;
  /** Present when something is set. */
  onReset?: (() => void) | undefined;
  children: ReactNode;
};

/** One thing to set: its name as SiliconFlow has it, one line of what it does, and what is wrong with it. */
export function Field({ id, name, help, fault, unset, onReset, children }: FieldProps) {
  const t = useTranslations("options");
  return (
    <div className="flex flex-col gap-1 py-2">
      <div className="flex h-6 items-center gap-2">
        <label htmlFor={id} className="font-mono text-xs font-medium">
          {name}
        </label>
        {onReset ? (
          <IconButton size="icon-small" label={t("reset", { name })} onClick={onReset} className="ms-auto">
            <X size={13} />
          </IconButton>
        ) : (
          <span className="ms-auto text-xs text-ink-faint">{unset ?? t("notSent")}</span>
        )}
      </div>
      {children}
      <p
        id={`${id}-help`}
        className={fault ? "text-xs text-danger" : "text-xs text-ink-faint"}
        role={fault ? "alert" : undefined}
      >
        {fault ?? help}
      </p>
    </div>
  );
}
