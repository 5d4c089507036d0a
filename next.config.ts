import type { NextConfig } from "next";

/** On every response; the pages' content security policy carries a nonce and is set in proxy.ts. */
const securityHeaders = [
  { key: "x-content-type-options", value: "nosniff" },
  { key: "referrer-policy", value: "no-referrer" },
  { key: "x-frame-options", value: "DENY" },
  { key: "cross-origin-opener-policy", value: "same-origin" },
  { key: "cross-origin-resource-policy", value: "same-origin" },
  { key: "permissions-policy", value: "camera=(), geolocation=(), microphone=(), payment=(), usb=()" },
];

const nextConfig: NextConfig = {
  serverExternalPackages: ["@electric-sql/pglite", "pino", "undici"],
  // The optimizer would fetch and store on behalf of anybody who asks.
  images: { unoptimized: true },
  poweredByHeader: false,
  productionBrowserSourceMaps: false,
  agentRules: false,
  outputFileTracingExcludes: { "/*": ["./data/**/*", "./.data/**/*"] },
  headers: async () => [{ source: "/:path*", headers: securityHeaders }],
};

export default nextConfig;
