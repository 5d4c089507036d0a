import { cva, type VariantProps } from "class-variance-authority";
import type { ComponentProps } from "react";
import { cn } from "@/lib/ui/cn";

const button = cva(
  "inline-flex shrink-0 items-center justify-center gap-1.5 font-medium transition-colors disabled:cursor-not-allowed disabled:opacity-45 aria-disabled:cursor-not-allowed aria-disabled:opacity-45",
  {
    variants: {
      variant: {
        solid: "bg-accent text-accent-ink hover:bg-accent-strong",
        outline: "border border-line bg-surface hover:bg-sunken",
        ghost: "text-ink-muted hover:bg-sunken hover:text-ink",
        toggle:
          "aria-pressed:bg-accent-soft aria-pressed:text-accent not-aria-pressed:text-ink-muted not-aria-pressed:hover:bg-sunken",
        floating: "border border-line bg-raised shadow-float hover:bg-sunken",
        warning: "bg-warning-soft text-warning",
      },
      shape: { rounded: "rounded-lg", pill: "rounded-full" },
      size: {
        medium: "h-9 px-3.5 text-sm",
        small: "h-7 px-2 text-xs",
        icon: "size-9",
        "icon-small": "size-7",
      },
    },
    defaultVariants: { variant: "outline", shape: "rounded", size: "medium" },
  },
);

type ButtonProps = ComponentProps<"button"> & VariantProps<typeof button>;

export function Button({ variant, shape, size, className, type = "button", ...props }: ButtonProps) {
  return (
    <button
      type={type}
      data-slot="button"
      className={cn(button({ variant, shape, size }), className)}
      {...props}
    />
  );
}

type IconButtonProps = Omit<ButtonProps, "aria-label" | "title"> & { label: string };

/** A button that shows only an icon; its label is its name and its tip. */
export function IconButton({ label, size = "icon", variant = "ghost", ...props }: IconButtonProps) {
  return <Button aria-label={label} title={label} size={size} variant={variant} {...props} />;
}
