/** The keys are those of another language; the words are whatever a language has. */
export type Words<Tree> = { [Key in keyof Tree]: Tree[Key] extends string ? string : Words<Tree[Key]> };
