import { type ClipFrames, type ClipPart, frameSeconds } from "./clip-frames";
import { speechOf } from "./clip-speech";

/** SiliconFlow takes clips under this length, in seconds, and finds 8 to 10 best. */
export const mostClipSeconds = 30;
const leastClipSeconds = 3;
/** Over this a clip brings nothing more. */
const usefulSeconds = 20;

/** Decibels below full scale, of what is spoken. */
const quietBelow = -36;
const loudAbove = -8;
/** Shares of the clip. */
const mostClipped = 0.001;
const mostSilence = 0.45;
/** Seconds of silence at one end. */
const mostSilenceAtEnd = 0.7;

export const clipFindings = [
  "tooLong",
  "silent",
  "tooShort",
  "longish",
  "quiet",
  "loud",
  "clipped",
  "silenceBefore",
  "silenceAfter",
  "muchSilence",
] as const;
export type ClipFinding = (typeof clipFindings)[number];

/** What keeps a clip from being sent. */
const refusing: ReadonlySet<ClipFinding> = new Set(["tooLong", "silent"]);

export type ClipCheck = {
  seconds: number;
  /** Decibels relative to full scale, of what is spoken; nothing where all is silent. */
  loudness: number | undefined;
  /** The share of samples at full scale. */
  clipped: number;
  /** Seconds before the first sound and after the last one. */
  silenceBefore: number;
  silenceAfter: number;
  /** The share of silence, of the whole part. */
  silence: number;
  findings: ClipFinding[];
  /** It can be sent. */
  sendable: boolean;
};

/** Power, from 0 to 1, in decibels. */
export const decibels = (power: number): number => 10 * Math.log10(power);

const mean = (values: readonly number[]): number =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;

/** What is good and bad about a part of a clip as the model of a voice. */
export function checkClip(frames: ClipFrames, part: ClipPart): ClipCheck {
  const first = Math.max(0, Math.round(part.from / frameSeconds));
  const end = Math.min(frames.energy.length, Math.max(first, Math.round(part.to / frameSeconds)));
  const isSpoken = speechOf(frames);
  const at = Array.from({ length: end - first }, (_, offset) => first + offset);
  const spoken = at.filter((frame) => isSpoken[frame]);
  const heard = spoken.length > 0;
  const seconds = Math.max(0, part.to - part.from);
  const facts = {
    seconds,
    loudness: heard ? decibels(mean(spoken.map((frame) => frames.energy[frame] ?? 0))) : undefined,
    clipped: mean(at.map((frame) => frames.clipped[frame] ?? 0)),
    silenceBefore: heard ? ((spoken[0] ?? first) - first) * frameSeconds : seconds,
    silenceAfter: heard ? (end - 1 - (spoken.at(-1) ?? first)) * frameSeconds : seconds,
    silence: at.length === 0 ? 1 : 1 - spoken.length / at.length,
  };
  const findings = findingsOf(facts);
  return { ...facts, findings, sendable: !findings.some((finding) => refusing.has(finding)) };
}

function findingsOf(facts: Omit<ClipCheck, "findings" | "sendable">): ClipFinding[] {
  const { seconds, loudness, clipped, silenceBefore, silenceAfter, silence } = facts;
  const tooLong = seconds >= mostClipSeconds;
  if (loudness === undefined) return tooLong ? ["tooLong", "silent"] : ["silent"];
  const holds: Record<Exclude<ClipFinding, "silent">, boolean> = {
    tooLong,
    tooShort: seconds < leastClipSeconds,
    longish: !tooLong && seconds > usefulSeconds,
    quiet: loudness < quietBelow,
    loud: loudness > loudAbove && clipped <= mostClipped,
    clipped: clipped > mostClipped,
    silenceBefore: silenceBefore > mostSilenceAtEnd,
    silenceAfter: silenceAfter > mostSilenceAtEnd,
    muchSilence: silence > mostSilence,
  };
  return clipFindings.filter((finding) => finding !== "silent" && holds[finding]);
}

/** It keeps the clip from being sent; what does not only makes a worse voice. */
export const isRefusal = (finding: ClipFinding): boolean => refusing.has(finding);
