import { Search, SlidersHorizontal } from "lucide-react";
import { IconButton } from "@/components/ui/button";
import { cn } from "@/lib/ui/cn";

/* What the filters of a page are made of. */

export const filterClass =
  "h-9 min-w-0 rounded-lg border border-line bg-surface px-2.5 text-base text-ink sm:text-sm";

type FilterSearchProps = { label: string; value: string; onChange: (value: string) => void };

/** The words to look for; as wide as there is room. */
export function FilterSearch({ label, value, onChange }: FilterSearchProps) {
  return (
    <label className="relative min-w-40 grow sm:max-w-72">
      <Search size={15} aria-hidden className="absolute start-2.5 top-2.5 text-ink-faint" />
      <input
        type="search"
        aria-label={label}
        placeholder={label}
        value={value}
        onChange={({ target }) => onChange(target.value)}
        className={cn(filterClass, "w-full ps-8")}
      />
    </label>
  );
}

type FilterOpenerProps = { label: string; open: boolean; isSet: boolean; onToggle: () => void };

/** On a narrow screen, opens the filters beside the words; pressed while any of them is set. */
export function FilterOpener({ label, open, isSet, onToggle }: FilterOpenerProps) {
  return (
    <IconButton
      label={label}
      variant="toggle"
      aria-expanded={open}
      aria-pressed={isSet}
      className="sm:hidden"
      onClick={onToggle}
    >
      <SlidersHorizontal size={17} />
    </IconButton>
  );
}
