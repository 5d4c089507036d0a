import { describe, expect, test } from "vitest";
import { decodeText, fileKindOf } from "./file-kind";

const bytesOf = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));
const blobOf = (text: string) => new Blob([bytesOf(text), new Uint8Array(64)], { type: "image/png" });
const utf8 = (text: string) => new TextEncoder().encode(text).buffer;
const ftyp = (brand: string) => `\0\0\0\x18ftyp${brand}\0\0\0\0${brand}isom`;

describe("a file is what its bytes show, not what it is called", () => {
  test.each([
    [
      "image/png",
      "image",
      "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\0\0\0\0\0\0\0\0IDAT",
    ],
    ["image/jpeg", "image", "\xff\xd8\xff\xe0\0\x10JFIF\0\x01"],
    ["image/webp", "image", "RIFF\x24\0\0\0WEBPVP8 "],
    ["image/gif", "image", "GIF89a\x01\0\x01\0"],
    ["image/bmp", "image", "BM\x46\0\0\0\0\0\0\0"],
    ["video/mp4", "video", ftyp("mp42")],
    ["video/quicktime", "video", ftyp("qt  ")],
    ["video/webm", "video", "\x1a\x45\xdf\xa3\x8b\x42\x82\x84webm\x42\x87\x81\x02"],
    ["audio/x-m4a", "audio", ftyp("M4A ")],
    ["audio/mpeg", "audio", "\xff\xfb\x90\x64\0\0\0\0"],
    ["audio/aac", "audio", "\xff\xf1\x50\x80\x02\x1f\xfc\0"],
    ["audio/wav", "audio", "RIFF\x24\0\0\0WAVEfmt "],
    ["audio/flac", "audio", "fLaC\0\0\0\x22"],
    ["audio/ogg", "audio", "OggS\0\x02\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x01\x13OpusHead"],
    ["application/pdf", "pdf", "%PDF-1.7\n"],
    ["image/heic", "foreign-image", ftyp("heic")],
    ["image/avif", "foreign-image", ftyp("avif")],
  ])("%s", async (type, kind, bytes) => {
    expect(await fileKindOf(blobOf(bytes))).toEqual({ kind, type });
  });

  test.each([
    ["a Windows program named .png", "MZ\x90\0\x03\0\0\0"],
    ["an archive named .png", "PK\x03\x04\x14\0\0\0\x08\0"],
    ["a Linux program named .png", "\x7fELF\x02\x01\x01\0"],
  ])("%s is of no kind that can be attached", async (_what, bytes) => {
    expect(await fileKindOf(blobOf(bytes))).toEqual({ kind: "unknown" });
  });

  test.each(["plain words", "<?xml version='1.0'?><a/>", "a,b\n1,2", "BEGIN:VCARD\n", '{"a": 1}'])(
    "%j may be text",
    async (text) => {
      expect(await fileKindOf(new Blob([text], { type: "image/png" }))).toEqual({ kind: "text" });
    },
  );
});

describe("text", () => {
  test("is read as UTF-8, without its byte order mark", () => {
    expect(decodeText(utf8("\uFEFF价格 €5"))).toEqual({ text: "价格 €5", svg: false });
  });

  test.each([
    ["UTF-16", Uint8Array.from([0xff, 0xfe, 0x41, 0x00]).buffer],
    ["GBK", Uint8Array.from([0xc4, 0xe3, 0xba, 0xc3]).buffer],
    ["null characters", Uint8Array.from([0x41, 0x00, 0x42]).buffer],
  ])("in %s is refused", (_what, bytes) => {
    expect(decodeText(bytes)).toBeUndefined();
  });

  test.each([
    "<svg xmlns='http://www.w3.org/2000/svg'/>",
    '<?xml version="1.0"?>\n<!-- made by hand -->\n<!DOCTYPE svg>\n<svg viewBox="0 0 1 1"></svg>',
  ])("that is a drawing is known as one: %s", (text) => {
    expect(decodeText(utf8(text))?.svg).toBe(true);
  });

  test("that only speaks of drawings is text", () => {
    expect(decodeText(utf8("An <svg> element draws."))?.svg).toBe(false);
    expect(decodeText(utf8("<html><svg></svg></html>"))?.svg).toBe(false);
  });
});
