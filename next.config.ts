import type { NextConfig } from "next";

/** On every response; the pages' content security policy carries a nonce and is set in proxy.ts. */
const securityHeaders = [
  { key: "x-content-type-options", value: "nosniff" },
  { key: "referrer-policy", value: "no-referrer" },
  { key: "x-frame-options", value: "DENY" },
  { key: "cross-origin-opener-policy", value: "same-origin" },
  { key: "cross-origin-resource-policy", value: "same-origin" },
  {
    key: "permissions-policy",
    value: "camera=(self), geolocation=(), microphone=(self), payment=(), usb=()",
  },
];

const nextConfig: NextConfig = {
  serverExternalPackages: ["@electric-sql/pglite", "pino", "undici"],
  // Types are a gate of `npm test`; a person who starts the program should not wait for them.
  typescript: { ignoreBuildErrors: true },
  turbopack: {
    resolveAlias: {
      // The server hands out messages whose ICU syntax it has read (lib/i18n/compile-messages.ts): no page loads a parser.
      "use-intl/format-message": "use-intl/format-message/format-only",
      // The AI SDK carries all of zod 3 along to read tools that were described with it; ours never are.
      "zod/v3": "./lib/launch/no-zod-3.mjs",
      // Its browser build decodes entities through innerHTML, which our Trusted Types policy refuses.
      "decode-named-character-reference": "./node_modules/decode-named-character-reference/index.js",
    },
  },
  // The optimizer would fetch and store on behalf of anybody who asks.
  images: { unoptimized: true },
  poweredByHeader: false,
  productionBrowserSourceMaps: false,
  agentRules: false,
  outputFileTracingExcludes: { "/*": ["./data/**/*", "./.data/**/*"] },
  headers: async () => [{ source: "/:path*", headers: securityHeaders }],
};

export default nextConfig;
