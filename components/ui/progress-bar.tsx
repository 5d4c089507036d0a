import { cn } from "@/lib/ui/cn";

type ProgressBarProps = {
  label: string;
  /** How far it is, of `most`; nothing where it is not known. */
  value: number | undefined;
  most?: number;
  className?: string;
};

/** How far something is, in the colours of the page: a browser paints its own bar green. */
export function ProgressBar({ label, value, most = 1, className }: ProgressBarProps) {
  return (
    <progress
      aria-label={label}
      max={most}
      {...(value !== undefined && { value })}
      className={cn(
        "h-1.5 w-full appearance-none overflow-hidden rounded-full bg-line [&::-moz-progress-bar]:bg-accent [&::-webkit-progress-bar]:bg-line [&::-webkit-progress-value]:bg-accent",
        className,
      )}
    />
  );
}
