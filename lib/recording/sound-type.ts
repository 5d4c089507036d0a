/** Opus where there is any (Chrome, Firefox), else the AAC of Safari and iPhones. */
const wanted = ["audio/webm;codecs=opus", "audio/mp4;codecs=mp4a.40.2", "audio/mp4", "audio/ogg;codecs=opus"];

/** The first type that this browser records; nothing leaves the choice to it. What it recorded is asked of it later. */
export function recordableType(isSupported: (type: string) => boolean): string | undefined {
  return wanted.find(isSupported);
}

/** An hour must stay under SiliconFlow's 50 MB; a short clip may be as good as browsers make it. */
export function bitsPerSecond(maxSeconds: number): number {
  return maxSeconds > 300 ? 64_000 : 128_000;
}
