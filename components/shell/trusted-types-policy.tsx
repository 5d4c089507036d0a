/**
 * Under `require-trusted-types-for 'script'` nothing may turn text into a script address; this default policy
 * lets the bundler load its own chunks and workers, and nothing else. It has to run before the first chunk.
 */
const policy = `
if (window.trustedTypes) trustedTypes.createPolicy("default", {
  createScriptURL(address) {
    const url = new URL(address, location.href);
    if (url.origin === location.origin && url.pathname.startsWith("/_next/")) return address;
    throw new TypeError("Refused to run " + url.origin);
  },
});`;

export function TrustedTypesPolicy({ nonce }: { nonce: string }) {
  // The browser hides a nonce from scripts, so the client sees another value than the server wrote.
  // biome-ignore lint/security/noDangerouslySetInnerHtml: a constant of this file; React would escape its quotes
  return <script nonce={nonce} suppressHydrationWarning dangerouslySetInnerHTML={{ __html: policy }} />;
}
