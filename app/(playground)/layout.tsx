import type { ReactNode } from "react";
import { env } from "@/lib/env/server/env";
import { requestDensity, requestTheme } from "@/lib/i18n/server/request-locale";
import { PlaygroundFrame } from "./playground-frame";

export default async function PlaygroundLayout({ children }: { children: ReactNode }) {
  return (
    <PlaygroundFrame
      simulated={env().upstream.simulated}
      painted={{ theme: await requestTheme(), density: await requestDensity() }}
    >
      {children}
    </PlaygroundFrame>
  );
}
