import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { AppFailure } from "@/lib/core/app-error";
import { isPublicAddress, lookupPublic, refusePrivateLiteral } from "./address-guard";

const inside = [
  "127.0.0.1",
  "127.255.255.254",
  "0.0.0.0",
  "10.1.2.3",
  "172.16.0.1",
  "192.168.1.1",
  "100.64.0.1",
  "169.254.169.254",
  "224.0.0.1",
  "255.255.255.255",
  "192.0.2.1",
  "198.18.0.1",
  "::",
  "::1",
  "::ffff:127.0.0.1",
  "::ffff:10.0.0.1",
  "::ffff:169.254.169.254",
  "::7f00:1",
  "::192.168.0.1",
  "64:ff9b::7f00:1",
  "2002:7f00:1::",
  "2001:0:1::1",
  "fe80::1",
  "fc00::1",
  "fd12:3456::1",
  "ff02::1",
  "2001:db8::1",
  "2606:4700::5efe:7f00:1",
  "2606:4700::200:5efe:a00:1",
];
const outside = ["1.1.1.1", "8.8.8.8", "101.132.1.1", "2606:4700::1111", "2400:3200::1", "::ffff:8.8.8.8"];

describe("an address", () => {
  test.each(inside)("%s is not of the public internet", (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });

  test.each(outside)("%s is of the public internet", (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });

  test("that is none is never public", () => {
    fc.assert(fc.property(fc.string(), (text) => !isPublicAddress(text) || /^[\d.]+$|:/.test(text)));
  });
});

describe("a host that is written as an address", () => {
  test.each([
    "https://127.0.0.1/",
    "https://[::1]/",
    "https://2130706433/",
    "https://0x7f.1/",
    "https://0177.0.0.1/",
    "https://127.1/",
    "https://[::ffff:7f00:1]/",
  ])("%s is refused however it is written", (url) => {
    expect(() => refusePrivateLiteral(new URL(url))).toThrow(AppFailure);
  });

  test("is let through when it is public, as are names", () => {
    expect(() => refusePrivateLiteral(new URL("https://1.1.1.1/"))).not.toThrow();
    expect(() => refusePrivateLiteral(new URL("https://example.com/"))).not.toThrow();
  });
});

test("a name that means this machine leads nowhere", async () => {
  const looked = await new Promise<unknown>((resolve) => {
    lookupPublic("localhost", {}, (error, address) => resolve(error ?? address));
  });
  expect(looked).toMatchObject({ error: { code: "media-forbidden", detail: "localhost" } });
});
