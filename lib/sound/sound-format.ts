/** What SiliconFlow can make of a text. */
export const soundFormats = ["mp3", "wav", "pcm", "opus"] as const;
export type SoundFormat = (typeof soundFormats)[number];
