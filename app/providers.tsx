"use client";

import { CSPProvider } from "@base-ui/react/csp-provider";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { IntlProvider } from "use-intl";
import type { Locale } from "@/lib/i18n/locale";
import type { AppMessages } from "@/lib/i18n/messages";

type ProvidersProps = { locale: Locale; messages: AppMessages; nonce: string; children: ReactNode };

/** What every page shares: words, server data, and the nonce for the styles that widgets add. */
export function Providers({ locale, messages, nonce, children }: ProvidersProps) {
  const [queryClient] = useState(
    () => new QueryClient({ defaultOptions: { queries: { staleTime: 60_000, retry: 1 } } }),
  );
  return (
    <CSPProvider nonce={nonce}>
      <IntlProvider
        locale={locale}
        messages={messages}
        timeZone={Intl.DateTimeFormat().resolvedOptions().timeZone}
      >
        <QueryClientProvider client={queryClient}>{children}</QueryClientProvider>
      </IntlProvider>
    </CSPProvider>
  );
}
