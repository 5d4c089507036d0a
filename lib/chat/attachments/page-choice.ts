/** More pages than this are more pictures than a request carries. */
export const mostPages = 50;
const pagesAtFirst = 10;

/** The pages that are chosen before a person chooses, as they would write it. */
export function firstPages(total: number): string {
  return total === 1 ? "1" : `1-${Math.min(total, pagesAtFirst)}`;
}

/**
 * The page numbers that a text such as `1-3, 8` names, each once and in order. Undefined for anything else, for a
 * page that is not there, and for more than `mostPages`.
 */
export function readPageChoice(text: string, total: number): number[] | undefined {
  const pages = new Set<number>();
  for (const part of text.split(/[,，、;；\s]+/u).filter(Boolean)) {
    const [, from = "", to = from] = /^(\d{1,5})(?:[-–~～](\d{1,5}))?$/.exec(part) ?? [];
    const [first, last] = [Number(from), Number(to)];
    if (from === "" || first < 1 || last > total || first > last) return undefined;
    for (let page = first; page <= last; page += 1) pages.add(page);
  }
  return pages.size === 0 || pages.size > mostPages ? undefined : [...pages].sort((a, b) => a - b);
}
