/** SiliconFlow bills the bytes of the text in UTF-8. */
export const byteCount = (text: string): number => new TextEncoder().encode(text).length;

/** Yuan for so many bytes; null when the price of the model is not known. */
export function priceOfBytes(
  bytes: number,
  { free, price }: { free: boolean | null; price: number | null },
): number | null {
  if (free) return 0;
  return price === null ? null : (bytes * price) / 1_000_000;
}
