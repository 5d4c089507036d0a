/*
 * Tokens of a picture by the families of vision models, as SiliconFlow's guide puts them (notes.md section 10).
 * Written apart from the product's own formulas, so that both do not share a mistake.
 */

export type Picture = { width: number; height: number; low: boolean };

/** By the model's id; every other vision model counts as Qwen's do. */
export function pictureTokens(modelId: string, picture: Picture): number {
  if (/deepseek-ocr/i.test(modelId)) return ocrTokens(picture);
  if (/deepseek-vl2/i.test(modelId)) return picture.low ? 421 : tiledTokens(picture);
  if (picture.low) return 256;
  return /glm/i.test(modelId) ? glmTokens(picture) : qwenTokens(picture);
}

const between = (least: number, value: number, most: number) => Math.max(least, Math.min(value, most));

function qwenTokens({ width, height }: Picture): number {
  return Math.ceil(between(56, height, 3584) / 28) * Math.ceil(between(56, width, 3584) / 28);
}

function glmTokens({ width, height }: Picture): number {
  const area = between(12_544, width * height, 4_816_894);
  const shape = Math.sqrt(area / (width * height));
  return Math.max(1, Math.round((height * shape) / 28)) * Math.max(1, Math.round((width * shape) / 28));
}

/** Tiles of 384 pixels, at most nine: the grid that loses least of the picture. */
function tiledTokens({ width, height }: Picture): number {
  let best = { rows: 1, columns: 1, kept: 0 };
  for (let tiles = 1; tiles <= 9; tiles += 1) {
    for (let rows = 1; rows <= tiles; rows += 1) {
      if (tiles % rows !== 0) continue;
      const columns = tiles / rows;
      const scale = Math.min(1, (rows * 384) / height, (columns * 384) / width);
      const kept = width * height * scale ** 2;
      if (kept > best.kept) best = { rows, columns, kept };
    }
  }
  return (best.rows * best.columns + 1) * 196 + (best.columns + 1) * 14 + 1;
}

function ocrTokens({ width, height, low }: Picture): number {
  if (low) return 272;
  if (width <= 640 && height <= 640) return 273;
  return 273 + Math.ceil(height / 640) * 10 * (Math.ceil(width / 640) * 10 + 1);
}
