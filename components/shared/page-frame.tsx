import type { ReactNode } from "react";

/** A page that is read from top to bottom: its title stays in sight, what is under it scrolls. */
export function PageFrame({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="flex h-full flex-col">
      <h1 className="flex h-12 shrink-0 items-center px-4 text-sm font-semibold max-lg:ps-14">{title}</h1>
      <div className="min-h-0 grow overflow-y-auto">{children}</div>
    </div>
  );
}
