import { useId } from "react";

type SegmentedChoiceProps<Value extends string> = {
  label: string;
  value: Value;
  options: readonly { value: Value; label: string }[];
  onChange: (value: Value) => void;
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
}: SegmentedChoiceProps<Value>) {
  const name = useId();
  return (
    <fieldset className="relative flex flex-wrap items-center justify-between gap-x-3 gap-y-1">
      <legend className="sr-only">{label}</legend>
      <span aria-hidden className="text-xs text-ink-muted">
        {label}
      </span>
      <div className="flex rounded-lg border border-line bg-sunken p-0.5">
        {options.map((option) => (
          <label
            key={option.value}
            className="cursor-pointer whitespace-nowrap rounded-md px-2 py-0.5 text-xs text-ink-muted has-checked:bg-raised has-checked:text-ink has-checked:shadow-sm has-focus-visible:outline-2 has-focus-visible:outline-accent"
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
