import { createHash } from "node:crypto";
import fc from "fast-check";
import { afterEach, describe, expect, test, vi } from "vitest";
import { mediaIdOf, sha256 } from "./sha256";

afterEach(() => {
  vi.unstubAllGlobals();
});

describe.each(["secure", "plain"])("the digest of bytes at a %s address", (address) => {
  test("is the same as everywhere else", async () => {
    if (address === "plain") vi.stubGlobal("crypto", {});
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
        const expected = createHash("sha256").update(bytes).digest("hex");
        expect(await sha256(new Uint8Array(bytes))).toBe(expected);
        expect(await mediaIdOf(new Blob([new Uint8Array(bytes)]))).toBe(`blob_${expected}`);
      }),
    );
  });
});
