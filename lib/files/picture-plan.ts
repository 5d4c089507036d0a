export type Size = { width: number; height: number };

/** The longest side that any of the vision models looks at (SiliconFlow's guide for Qwen: 56 to 3584 pixels). */
export const mostUsefulSide = 3584;
const mostPixels = 100_000_000;
const mostPixelsAsIs = 20_000_000;
const mostBytesAsIs = 8_000_000;

/** A size in its proportions with no side over `side`; never enlarged, at least one pixel each way. */
export function fitWithin({ width, height }: Size, side: number): Size {
  const scale = Math.min(1, side / Math.max(width, height));
  const scaled = (length: number) => Math.max(1, Math.round(length * scale));
  return { width: scaled(width), height: scaled(height) };
}

/** Decoding this picture would take more memory than a page should: four bytes a pixel. */
export function isTooManyPixels({ width, height }: Size): boolean {
  return width * height > mostPixels;
}

/**
 * The size to redraw a picture in, or nothing where it can be sent as it is. `asIs` is false for a picture whose
 * format models do not take or that lies turned in its file.
 */
export function redrawnSize(picture: Size & { bytes: number; asIs: boolean }): Size | undefined {
  const { width, height, bytes, asIs } = picture;
  const large = width * height > mostPixelsAsIs || bytes > mostBytesAsIs;
  if (large) return fitWithin(picture, mostUsefulSide);
  return asIs ? undefined : { width, height };
}
