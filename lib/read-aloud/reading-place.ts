/** Where readings of an answer by one voice lie: their groups begin so. */
export const readingPlace = (answerId: string, model: string, voice: string, speed: number): string =>
  `reading/${answerId}/${model}/${voice}/${speed}/`;

/** The answer that a group of speech reads aloud; nothing for one that was asked for on the speech page. */
export const answerOfReading = (groupId: string): string | undefined =>
  /^reading\/([^/]+)\//.exec(groupId)?.[1];
