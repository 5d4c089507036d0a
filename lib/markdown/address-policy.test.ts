import { describe, expect, it } from "vitest";
import { hostOf, imageAddress, imageProtocols, linkAddress, linkProtocols } from "./address-policy";

describe("the address policy", () => {
  it("lists every protocol it allows", () => {
    expect(linkProtocols).toEqual(["http", "https", "mailto"]);
    expect(imageProtocols).toEqual(["blob"]);
  });

  it.each(["https://a.test/", "http://a.test/?q=1&r=2#x", "mailto:a@b.test"])(
    "lets a link lead to %s",
    (address) => {
      expect(linkAddress(address)).toBe(address);
    },
  );

  it.each([
    ..."javascript:alert(1)|JAVASCRIPT:x|java\tscript:x|java\nscript:x|\u0001javascript:x| javascript:x".split(
      "|",
    ),
    ..."vbscript:x|data:text/html,x|blob:https://a.test/1|file:///x|/api/keys|//a.test/x|\\\\a.test|#x||x".split(
      "|",
    ),
    ..."https://a@b.test|https://a:b@c.test|ftp://a.test|about:blank|https:|http://".split("|"),
  ])("lets no link lead to %j", (address) => {
    expect(linkAddress(address)).toBeNull();
  });

  it.each(["blob:https://here.test/1", "/api/media/abc", "/api/media/abc?size=2"])(
    "lets an image load from %s",
    (address) => {
      expect(imageAddress(address)).toBe(address);
    },
  );

  it.each([
    ..."https://a.test/x.png|http://a.test|//a.test/api/media/x|data:image/png;base64,AA|javascript:x|x.png".split(
      "|",
    ),
    ..."/api/media/../keys|/api/media/%2e%2e/keys|/api/media/..\\keys|/api/mediax|/API/MEDIA/x||\\api\\media\\x".split(
      "|",
    ),
  ])("lets no image load from %j", (address) => {
    expect(imageAddress(address)).toBeNull();
  });

  it("names the host of a refused image", () => {
    expect(hostOf("https://evil.test:81/x?d=1")).toBe("evil.test:81");
    expect(hostOf("//evil.test/x")).toBe("evil.test");
    expect(hostOf("data:image/png,x")).toBe("data:");
    expect(hostOf("x.png")).toBe("?");
  });
});
