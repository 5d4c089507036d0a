import "server-only";
import { createHash, randomInt } from "node:crypto";
import { crc32 } from "node:zlib";

/** Keys that this program makes begin so: people and secret scanners recognise them. */
const prefix = "sk-sfp-";
const alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
/** 30 signs of 62 are 178 bits. */
const randomLength = 30;
const checksumLength = 6;

function checksum(text: string): string {
  let rest = crc32(text);
  let signs = "";
  for (let place = 0; place < checksumLength; place += 1) {
    signs = (alphabet[rest % alphabet.length] ?? "") + signs;
    rest = Math.floor(rest / alphabet.length);
  }
  return signs;
}

/** A new key: prefix, 30 random signs, and six that are made of them, as GitHub's tokens have it. */
export function newKey(): string {
  const random = Array.from({ length: randomLength }, () => alphabet[randomInt(alphabet.length)]).join("");
  return prefix + random + checksum(prefix + random);
}

/** Whether a key that looks like one of ours was mistyped or made up: no list needs to be asked. */
export function isBrokenKey(key: string): boolean {
  if (!key.startsWith(prefix)) return false;
  const length = prefix.length + randomLength;
  return key.length !== length + checksumLength || checksum(key.slice(0, length)) !== key.slice(length);
}

/** What is kept of a key: nobody finds a random key from its SHA-256. */
export const digestOf = (key: string): Buffer => createHash("sha256").update(key).digest();

/** How people tell keys apart: the first eight digits of the SHA-256, so that no list holds a key or a part of one. */
export const idOf = (digest: Buffer): string => digest.toString("hex").slice(0, 8);
