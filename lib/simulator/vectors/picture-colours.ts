import sharp from "sharp";

const side = 16;
const names: readonly [string, readonly [number, number, number]][] = [
  ["red", [200, 40, 40]],
  ["green", [60, 150, 60]],
  ["blue", [60, 110, 200]],
  ["yellow", [230, 200, 60]],
  ["dark", [20, 20, 30]],
  ["bright", [240, 240, 240]],
];

/** The two colours that most of a picture is nearest to. */
export async function picturesColours(bytes: Buffer): Promise<string[]> {
  const pixels = await sharp(bytes)
    .resize(side, side, { fit: "fill" })
    .removeAlpha()
    .toColourspace("srgb")
    .raw()
    .toBuffer();
  const counts = new Map<string, number>();
  for (let at = 0; at + 2 < pixels.length; at += 3) {
    const pixel = [...pixels.subarray(at, at + 3)];
    const distance = ([, colour]: (typeof names)[number]) =>
      colour.reduce((sum, value, channel) => sum + (value - (pixel[channel] ?? 0)) ** 2, 0);
    const nearest = names.reduce((best, name) => (distance(name) < distance(best) ? name : best));
    counts.set(nearest[0], (counts.get(nearest[0]) ?? 0) + 1);
  }
  return [...counts]
    .sort((a, b) => b[1] - a[1])
    .slice(0, 2)
    .map(([name]) => name);
}
