/* How menus look. */

export const menuPopupClass =
  "min-w-44 max-w-[min(20rem,calc(100vw-1.5rem))] rounded-card border border-line bg-raised p-1 text-ink shadow-float outline-none";

export const menuItemClass =
  "flex min-h-8 cursor-pointer items-center gap-2.5 rounded-lg px-2.5 py-1 text-sm outline-none data-highlighted:bg-sunken pointer-coarse:min-h-10";
