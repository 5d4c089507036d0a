/** The sizes that /video/submit takes: its reference allows no other. */
export const clipSizes = ["1280x720", "720x1280", "960x960"] as const;
export type ClipSize = (typeof clipSizes)[number];

const shapes: Record<ClipSize, number> = {
  "1280x720": Math.log(1280 / 720),
  "720x1280": Math.log(720 / 1280),
  "960x960": 0,
};

export const isClipSize = (text: unknown): text is ClipSize => clipSizes.some((size) => size === text);

/** 4:3 lies as far from 16:9 as from 1:1, but for the dust of fractions: it stays lying, and 3:4 standing. */
const dust = 1e-9;

/** The size whose shape is nearest to a picture's: as SiliconFlow itself chooses it for picture to video. */
export function sizeLike({ width, height }: { width: number; height: number }): ClipSize {
  const shape = Math.log(width / height);
  const off = (size: ClipSize) => Math.abs(shapes[size] - shape);
  return clipSizes.reduce((best, size) => (off(size) < off(best) - dust ? size : best));
}
