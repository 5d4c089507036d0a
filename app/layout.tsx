import type { Metadata, Viewport } from "next";
import { headers } from "next/headers";
import type { ReactNode } from "react";
import { TrustedTypesPolicy } from "@/components/shell/trusted-types-policy";
import { compileMessages } from "@/lib/i18n/compile-messages";
import { messages } from "@/lib/i18n/messages";
import { requestDensity, requestLocale, requestTheme } from "@/lib/i18n/server/request-locale";
import { Providers } from "./providers";
import "./globals.css";

const compiled = { en: compileMessages(messages.en), zh: compileMessages(messages.zh) };
const htmlLanguage = { en: "en", zh: "zh-CN" } as const;

export async function generateMetadata(): Promise<Metadata> {
  const { appName } = messages[await requestLocale()].shell;
  return { title: { default: appName, template: `%s · ${appName}` }, robots: { index: false } };
}

export const viewport: Viewport = { width: "device-width", initialScale: 1, viewportFit: "cover" };

export default async function RootLayout({ children }: { children: ReactNode }) {
  const locale = await requestLocale();
  const nonce = (await headers()).get("x-nonce") ?? "";
  return (
    <html lang={htmlLanguage[locale]} data-theme={await requestTheme()} data-density={await requestDensity()}>
      <head>
        <TrustedTypesPolicy nonce={nonce} />
      </head>
      <body>
        <Providers locale={locale} messages={compiled[locale]} nonce={nonce}>
          {children}
        </Providers>
      </body>
    </html>
  );
}
