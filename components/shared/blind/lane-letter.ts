/** What a lane is called until its name is known: A, B, C… by its number from 0. */
export const laneLetter = (lane: number): string => String.fromCharCode(65 + lane);
