/** How often a word counts when it comes again, and how much a document's length does (Robertson's usual values). */
const saturation = 1.2;
const lengthShare = 0.75;

const segmenter = new Intl.Segmenter(undefined, { granularity: "word" });

/** Words in lower case; Chinese is divided by the browser's dictionary. */
export function wordsOf(text: string): string[] {
  return Array.from(segmenter.segment(text.toLowerCase().normalize("NFKC")))
    .filter(({ isWordLike }) => isWordLike)
    .map(({ segment }) => segment);
}

function countsOf(words: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}

/** Okapi BM25: how well documents answer a query by its words alone, with an idf that is never negative (Lucene's). */
export function bm25(query: string, documents: readonly string[]): Float64Array {
  const counted = documents.map((document) => {
    const words = wordsOf(document);
    return { counts: countsOf(words), length: words.length };
  });
  const mean = counted.reduce((sum, { length }) => sum + length, 0) / Math.max(1, counted.length);
  const scores = new Float64Array(documents.length);
  for (const word of new Set(wordsOf(query))) {
    const having = counted.filter(({ counts }) => counts.has(word)).length;
    const idf = Math.log(1 + (documents.length - having + 0.5) / (having + 0.5));
    for (const [at, { counts, length }] of counted.entries()) {
      const count = counts.get(word) ?? 0;
      const norm = saturation * (1 - lengthShare + lengthShare * (mean === 0 ? 0 : length / mean));
      scores[at] = (scores[at] as number) + (idf * count * (saturation + 1)) / (count + norm || 1);
    }
  }
  return scores;
}
