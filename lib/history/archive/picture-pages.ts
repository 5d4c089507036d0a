/** What one picture may be high, in CSS pixels, at two pixels each: browsers draw up to 16384. */
export const pictureHeight = 8000;
/** A message that is higher has a picture of its own, at one pixel each. */
export const longestPart = 16_000;
/** More are refused. */
export const mostPictures = 40;

/**
 * Shares the parts of a conversation out to pictures, by their heights: the indices of each picture, in order.
 * Nothing when they do not fit.
 */
export function picturePages(heights: readonly number[]): number[][] | undefined {
  const pages: number[][] = [];
  let left = 0;
  for (const [index, height] of heights.entries()) {
    if (height > longestPart) return undefined;
    const page = pages.at(-1);
    if (page && height <= left) page.push(index);
    else {
      pages.push([index]);
      left = pictureHeight;
    }
    left -= height;
  }
  return pages.length > mostPictures ? undefined : pages;
}
