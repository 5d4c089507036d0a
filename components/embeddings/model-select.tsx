import { selectClass } from "@/components/shared/select-class";
import type { OpenVectors } from "@/lib/embeddings/open-vectors";
import { cn } from "@/lib/ui/cn";

type ModelSelectProps = {
  label: string;
  all: readonly OpenVectors[];
  /** The place in the list. */
  value: number;
  onChange: (value: number) => void;
};

/** One of the models that are shown. */
export function ModelSelect({ label, all, value, onChange }: ModelSelectProps) {
  return (
    <select
      aria-label={label}
      value={value}
      onChange={({ target }) => onChange(Number(target.value))}
      className={cn(selectClass, "min-w-0 max-w-full")}
    >
      {all.map(({ place, model }, at) => (
        <option key={place} value={at}>
          {model}
        </option>
      ))}
    </select>
  );
}
