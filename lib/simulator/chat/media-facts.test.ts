import { deflateSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { mediaFacts } from "@/lib/simulator/chat/media-facts";
import { pictureTokens } from "@/lib/simulator/chat/picture-tokens";

const uri = (type: string, bytes: Buffer) => `data:${type};base64,${bytes.toString("base64")}`;

function png(width: number, height: number): Buffer {
  const bytes = Buffer.alloc(60);
  bytes.write("\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "latin1");
  bytes.writeUInt32BE(width, 16);
  bytes.writeUInt32BE(height, 20);
  return bytes;
}

function wave(bytesPerSecond: number, bytes: number): Buffer {
  const header = Buffer.alloc(44);
  header.write("RIFF....WAVEfmt ", "latin1");
  header.writeUInt32LE(bytesPerSecond, 28);
  header.write("data", 36, "latin1");
  header.writeUInt32LE(bytes, 40);
  return header;
}

describe("what a medium's bytes say", () => {
  it("is the size of a picture, the length of a WAV, the pages of a PDF", () => {
    expect(mediaFacts(uri("image/png", png(640, 480)))).toEqual({ format: "PNG", width: 640, height: 480 });
    expect(mediaFacts(uri("audio/wav", wave(16_000, 40_000)))).toEqual({ format: "WAV", seconds: 2.5 });
    const pdf = Buffer.from("%PDF-1.4 /Type /Pages /Type /Page /Type/Page");
    expect(mediaFacts(uri("application/pdf", pdf))).toEqual({ format: "PDF", pages: 2 });
  });

  it("is only the format where nothing can be read", () => {
    expect(mediaFacts(uri("image/jpeg", Buffer.from("nothing")))).toEqual({ format: "JPEG" });
    expect(mediaFacts(uri("audio/x-m4a", Buffer.alloc(3)))).toEqual({ format: "M4A" });
    expect(mediaFacts(uri("audio/wav", wave(0, 9)))).toEqual({ format: "WAV" });
    expect(mediaFacts(uri("application/pdf", deflateSync("x")))).toEqual({ format: "PDF" });
  });

  it("is not asked of an address", () => {
    expect(mediaFacts("https://example.com/a.png")).toBeUndefined();
    expect(mediaFacts("data:,text")).toBeUndefined();
  });
});

describe("tokens of a picture, by SiliconFlow's guide", () => {
  const tokens = (model: string, width: number, height: number, low = false) =>
    pictureTokens(model, { width, height, low });

  it("are squares of 28 pixels for Qwen, at least 56 and at most 3584 pixels a side", () => {
    expect(tokens("Qwen/Qwen3-VL-8B-Instruct", 560, 281)).toBe(20 * 11);
    expect(tokens("Qwen/Qwen3-VL-8B-Instruct", 1, 1)).toBe(4);
    expect(tokens("Qwen/Qwen3-VL-8B-Instruct", 9999, 9999)).toBe(128 * 128);
    expect(tokens("Qwen/Qwen3-VL-8B-Instruct", 9999, 9999, true)).toBe(256);
  });

  it("follow each family's own rule", () => {
    expect(tokens("zai-org/GLM-4.5V", 112, 112)).toBe(16);
    expect(tokens("deepseek-ai/deepseek-vl2", 384, 384)).toBe(2 * 196 + 2 * 14 + 1);
    expect(tokens("deepseek-ai/deepseek-vl2", 384, 384, true)).toBe(421);
    expect(tokens("deepseek-ai/DeepSeek-OCR", 640, 640)).toBe(273);
    expect(tokens("deepseek-ai/DeepSeek-OCR", 640, 641)).toBe(272 + 20 * 11 + 1);
  });
});
