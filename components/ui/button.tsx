import { cva, type VariantProps } from "class-variance-authority";
import type { ComponentProps } from "react";
import { cn } from "@/lib/ui/cn";

const button = cva(
  "inline-flex shrink-0 items-center justify-center gap-1.5 rounded-lg font-medium transition-colors disabled:cursor-not-allowed disabled:opacity-45 aria-disabled:cursor-not-allowed aria-disabled:opacity-45",
  {
    variants: {
      variant: {
        solid: "bg-accent text-accent-ink hover:bg-accent-strong",
        outline: "border border-line bg-surface hover:bg-sunken",
        ghost: "text-ink-muted hover:bg-sunken hover:text-ink",
      },
      size: {
        medium: "h-9 px-3.5 text-sm",
        small: "h-7 px-2 text-xs",
        icon: "size-9",
        "icon-small": "size-7",
      },
    },
    defaultVariants: { variant: "outline", size: "medium" },
  },
);

type ButtonProps = ComponentProps<"button"> & VariantProps<typeof button>;

export function Button({ variant, size, className, type = "button", ...props }: ButtonProps) {
  return (
    <button type={type} data-slot="button" className={cn(button({ variant, size }), className)} {...props} />
  );
}

type IconButtonProps = Omit<ButtonProps, "aria-label" | "title"> & { label: string };

/** A button that shows only an icon; its label is its name and its tip. */
export function IconButton({ label, size = "icon", variant = "ghost", ...props }: IconButtonProps) {
  return <Button aria-label={label} title={label} size={size} variant={variant} {...props} />;
}
