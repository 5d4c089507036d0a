import { useId } from "react";
import { cn } from "@/lib/ui/cn";

type SegmentedChoiceProps<Value extends string> = {
  label: string;
  value: Value;
  options: readonly { value: Value; label: string }[];
  onChange: (value: Value) => void;
  /** `large` where it stands among other text, as on a page of settings. */
  size?: "small" | "large";
};

/**
 * One of a few, all in sight: native radio buttons in a row. What only screen readers see is placed by the row:
 * placed by the page, it would make the page scroll.
 */
export function SegmentedChoice<Value extends string>({
  label,
  value,
  options,
  onChange,
  size = "small",
}: SegmentedChoiceProps<Value>) {
  const name = useId();
  return (
    <fieldset className="relative flex flex-wrap items-center justify-between gap-x-3 gap-y-1">
      <legend className="sr-only">{label}</legend>
      <span aria-hidden className={size === "large" ? "text-sm" : "text-xs text-ink-muted"}>
        {label}
      </span>
      <div className="flex rounded-lg border border-line bg-sunken p-0.5">
        {options.map((option) => (
          <label
            key={option.value}
            className={cn(
              size === "large" ? "px-3 py-1 text-sm" : "px-2 py-0.5 text-xs",
              "cursor-pointer whitespace-nowrap rounded-md text-ink-muted has-checked:bg-raised has-checked:text-ink has-checked:shadow-sm has-focus-visible:outline-2 has-focus-visible:outline-accent",
            )}
          >
            <input
              type="radio"
              className="sr-only"
              name={name}
              value={option.value}
              checked={option.value === value}
              onChange={() => onChange(option.value)}
            />
            {option.label}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
