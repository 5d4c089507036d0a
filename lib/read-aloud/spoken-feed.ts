import { finish, openBlock, splitText } from "@/lib/markdown/block-splitter";
import { type Block, emptySplit, type SplitState } from "@/lib/markdown/split-state";
import { byteCount } from "@/lib/models/speech-price";
import { sentencesOf, splitText as splitSpoken } from "@/lib/speech/split-text";
import { spokenText } from "./spoken-text";

/**
 * So many bytes a piece has at least before it is spoken: the first is heard at once, later ones keep the tone of
 * voice. A Chinese character has three bytes and takes about as long as three letters.
 */
const leastBytes = [24, 120];
const usualLeastBytes = 300;

/** Follows an answer while it is written, and gives out what is to be spoken as soon as its sentences are over. */
export class SpokenFeed {
  private seen = "";
  private split: SplitState = emptySplit;
  /** Closed blocks that are taken in. */
  private blocks = 0;
  /** How much of the open block is taken in, in characters of what is spoken of it. */
  private taken = 0;
  private waiting = "";
  private given = 0;
  private over = false;

  /**
   * Takes the answer as it is now.
   * @param growing more of it may come; without that, all that is left is given out.
   */
  take(text: string, growing: boolean): string[] {
    if (this.over) return [];
    this.split = splitText(this.split, this.seen, text);
    this.seen = text;
    if (!growing) this.split = finish(this.split);
    const pieces = this.sentences(growing).flatMap((sentence) => this.add(sentence));
    if (growing) return pieces;
    this.over = true;
    return [...pieces, ...this.giveOut()];
  }

  private sentences(growing: boolean): string[] {
    const { closed } = this.split;
    const found = closed.slice(this.blocks).flatMap((block) => {
      const said = `${spokenOf(block)}\n`.slice(this.taken);
      this.taken = 0;
      return sentencesOf(said);
    });
    this.blocks = closed.length;
    const open = openBlock(this.split, growing);
    // The last sentence may still go on.
    const said = open ? sentencesOf(spokenOf(open).slice(this.taken)) : [];
    const settled = growing ? said.slice(0, -1) : said;
    this.taken += settled.reduce((sum, { length }) => sum + length, 0);
    return [...found, ...settled];
  }

  private add(sentence: string): string[] {
    this.waiting += sentence;
    const least = leastBytes[this.given] ?? usualLeastBytes;
    return byteCount(this.waiting.trim()) < least ? [] : this.giveOut();
  }

  private giveOut(): string[] {
    const pieces = splitSpoken(this.waiting).filter((piece) => /[\p{L}\p{N}]/u.test(piece));
    this.waiting = "";
    this.given += pieces.length;
    return pieces;
  }
}

function spokenOf({ content }: Block): string {
  if (content.kind === "markdown") return spokenText(content.text);
  return content.kind === "plain" ? content.text : "";
}
