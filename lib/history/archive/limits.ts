/*
 * What an import may bring. They stop a file that was made to do harm; what this program writes is far below.
 */

export const limits = {
  /** Entries of a zip. */
  entries: 100_000,
  /** A zip may grow by this factor; deflate alone reaches 1032. Text of conversations grows by 3 to 20. */
  zipRatio: 200,
  /** So much may come out of any zip, however small it is. */
  zipBytes: 256 * 1024 * 1024,
  /** One file, as large as a clip may be on the server; it is in memory while its checksum is taken. */
  mediaBytes: 1024 * 1024 * 1024,
  /** One conversation of a foreign file, or one line of an archive. */
  valueCharacters: 64 * 1024 * 1024,
  titleCharacters: 1000,
  nameCharacters: 1000,
  modelCharacters: 300,
  /** Messages of one conversation. */
  messages: 50_000,
} as const;
