/*
 * How many input tokens pictures, video and sound come to, by SiliconFlow's guide for vision and audio models
 * (api notes, section 10). Estimates for a person before sending: the reply's own usage decides what is paid.
 */

/** Which of the guide's rules a vision model follows. */
export type ImageTokenRule = "qwen" | "glm" | "deepseek-vl2" | "deepseek-ocr";

export type MediaDetail = "auto" | "low" | "high";

/** Width and height in pixels. */
export type PictureSize = { width: number; height: number };

/** Both families cut a picture into squares of this side; a square is a token. */
const patchSide = 28;
/** Qwen and GLM shrink or stretch a picture of low detail to 448 × 448. */
const lowDetailTokens = 256;

type Rule = { low: number; high: (size: PictureSize) => number };

const rules: Record<ImageTokenRule, Rule> = {
  qwen: { low: lowDetailTokens, high: qwenTokens },
  glm: { low: lowDetailTokens, high: glmTokens },
  "deepseek-vl2": { low: 421, high: deepseekVl2Tokens },
  "deepseek-ocr": { low: 272, high: deepseekOcrTokens },
};

/**
 * Tokens of one picture. `auto` counts as `high`: the guide names `auto` as the default and another page says that
 * it acts as low (notes, section 11); of the two readings this one never promises too little.
 */
export function imageTokens(rule: ImageTokenRule, picture: PictureSize & { detail: MediaDetail }): number {
  const { low, high } = rules[rule];
  return picture.detail === "low" ? low : high(picture);
}

/** Tokens of a video: min(fps × seconds, maxFrames) pictures, whole ones and at least one (our reading). */
export function videoTokens(
  rule: ImageTokenRule,
  video: PictureSize & { seconds: number; fps: number; maxFrames: number; detail: MediaDetail },
): number {
  const frames = Math.max(1, Math.floor(Math.min(video.fps * video.seconds, video.maxFrames)));
  return frames * imageTokens(rule, video);
}

/** Tokens of a recording for Qwen-Omni: 13 a second, rounded down (22.5 s are 292). */
export function audioTokens(seconds: number): number {
  return Math.floor(13 * seconds);
}

const clamp = (value: number, least: number, most: number) => Math.min(most, Math.max(least, value));

/** Each side is kept within 56 and 3584 pixels; begun squares count. */
function qwenTokens({ width, height }: PictureSize): number {
  const patches = (side: number) => Math.ceil(clamp(side, 56, 3584) / patchSide);
  return patches(width) * patches(height);
}

/**
 * The picture is scaled to between 12 544 and 4 816 894 pixels in its own proportions. The guide divides without
 * rounding; sides are taken to be rounded to whole squares, at least one.
 */
function glmTokens({ width, height }: PictureSize): number {
  const pixels = width * height;
  const scale = Math.sqrt(clamp(pixels, 12_544, 4_816_894) / pixels);
  const patches = (side: number) => Math.max(1, Math.round((side * scale) / patchSide));
  return patches(width) * patches(height);
}

const tileSide = 384;
const mostTiles = 9;

/**
 * `(h × w + 1) × 196 + (w + 1) × 14 + 1` for h × w tiles of 384 pixels, at most nine. Which grid a picture gets is
 * not said: assumed is the one that keeps the most of it after scaling, and of equal ones the smallest, as
 * DeepSeek's published preprocessing does.
 */
function deepseekVl2Tokens(picture: PictureSize): number {
  const { rows, columns } = bestGrid(picture);
  return (rows * columns + 1) * 196 + (columns + 1) * 14 + 1;
}

type Grid = { rows: number; columns: number };

function grids(): Grid[] {
  const sides = Array.from({ length: mostTiles }, (_, index) => index + 1);
  return sides
    .flatMap((rows) => sides.map((columns) => ({ rows, columns })))
    .filter(({ rows, columns }) => rows * columns <= mostTiles)
    .sort((a, b) => a.rows * a.columns - b.rows * b.columns);
}

/** Pixels of the picture that remain when it is fitted into a grid; never more than it has. */
function keptPixels({ width, height }: PictureSize, { rows, columns }: Grid): number {
  const scale = Math.min((columns * tileSide) / width, (rows * tileSide) / height);
  return Math.min(width * scale * height * scale, width * height);
}

function bestGrid(picture: PictureSize): Grid {
  return grids().reduce((best, grid) =>
    keptPixels(picture, grid) > keptPixels(picture, best) ? grid : best,
  );
}

/**
 * 273 up to 640 × 640. Beyond, `272 + (h × 10) × (w × 10 + 1) + 1`, where h and w are taken to be the tiles of
 * 640 pixels that the picture needs: the guide does not say.
 */
function deepseekOcrTokens({ width, height }: PictureSize): number {
  const tiles = (side: number) => Math.ceil(side / 640);
  const [rows, columns] = [tiles(height), tiles(width)];
  if (rows === 1 && columns === 1) return 273;
  return 272 + rows * 10 * (columns * 10 + 1) + 1;
}
