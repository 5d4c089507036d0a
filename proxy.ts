import { randomUUID } from "node:crypto";
import { type NextRequest, NextResponse } from "next/server";

/** What a page may load and run: itself, and nothing that a model or a stranger wrote. */
function policyFor(nonce: string): string {
  const development = process.env.NODE_ENV !== "production";
  return [
    "default-src 'self'",
    `script-src 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ""}`,
    `style-src 'self' ${development ? "'unsafe-inline'" : `'nonce-${nonce}'`}`,
    // React and KaTeX position with style attributes; a style attribute runs nothing.
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' blob: data:",
    "media-src 'self' blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "frame-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    ...(development ? [] : ["require-trusted-types-for 'script'"]),
  ].join("; ");
}

/** Gives each page its own nonce, and does nothing else: access is checked beside the data, in defineRoute. */
export function proxy(request: NextRequest): NextResponse {
  const nonce = randomUUID().replaceAll("-", "");
  const policy = policyFor(nonce);
  const headers = new Headers(request.headers);
  headers.set("x-nonce", nonce);
  headers.set("content-security-policy", policy); // Next reads its scripts' nonce from here
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", policy);
  response.headers.set("cache-control", "private, no-store");
  return response;
}

/** Pages only: in front of a route that takes a body a proxy would cut it at 10 MB. */
export const config = {
  matcher: ["/((?!api/|v1/|metrics$|_next/|.*\\.(?:svg|png|ico|txt|webmanifest)$).*)"],
};
