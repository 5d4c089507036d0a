import { setImmediate as nextTurn } from "node:timers/promises";
import type { Recording } from "@/lib/simulator/voice/decode";
import { EightKilohertz, hearingRate } from "@/lib/simulator/voice/eight-kilohertz";
import { Fingerprinter } from "@/lib/simulator/voice/fingerprint";
import { medianPitch } from "@/lib/simulator/voice/pitch";
import { type Piece, type SpeechOrder, speech, speechLength } from "@/lib/simulator/voice/speech";
import { Spoken } from "@/lib/simulator/voice/spoken";

/* The work on sound, on a thread of its own (`desk-thread.ts`): the loop that streams answers is never held up. */

type Facts = Pick<Recording, "container" | "codec" | "seconds">;

/** `text` is what the simulator said in it; null where it hears sound that it did not make. */
export type Heard = Facts & { silent: boolean; text: string | null };

/** After so much of a long recording others get their turn. */
const listensSeconds = 5;

const spoken = new Spoken();
const speeches = new Map<number, AsyncGenerator<Piece>>();
let lastSpeech = 0;

/** Decoders are loaded with the first recording: a first word is spoken sooner without them. */
const decoders = () => import("@/lib/simulator/voice/decode");

const factsOf = ({ container, codec, seconds }: Recording): Facts => ({ container, codec, seconds });

export const desk = {
  /** Starts a speech. Its pieces are asked for one by one, so none is made before it is wanted. */
  startSpeech: async (order: SpeechOrder): Promise<number> => {
    const print = new Fingerprinter();
    const utterance = { print: print.print, words: [] };
    spoken.add(utterance);
    lastSpeech += 1;
    speeches.set(lastSpeech, speech(order, utterance, print));
    return lastSpeech;
  },
  /** Null after the last piece. */
  nextPiece: async (id: number): Promise<Piece | null> => {
    const next = await speeches.get(id)?.next();
    return next === undefined || next.done === true ? null : next.value;
  },
  endSpeech: async (id: number): Promise<void> => {
    await speeches.get(id)?.return(undefined);
    speeches.delete(id);
  },
  /** In seconds. */
  lengthOfSpeech: async (order: SpeechOrder): Promise<number> => speechLength(order) / order.rate,
  /** Null where the bytes hold no sound. What is longer than `mostSeconds` is not listened to. */
  hear: async (bytes: Uint8Array, mostSeconds: number): Promise<Heard | null> => {
    const recording = await (await decoders()).openRecording(bytes);
    if (recording === null) return null;
    if (recording.seconds > mostSeconds) return { ...factsOf(recording), silent: false, text: null };
    const fingerprinter = new Fingerprinter();
    const ear = new EightKilohertz();
    let heard = false;
    let unbroken = 0;
    for await (const { samples, rate } of recording.sound()) {
      heard = true;
      fingerprinter.push(ear.push(samples, rate));
      unbroken += samples.length / rate;
      if (unbroken < listensSeconds) continue;
      unbroken = 0;
      await nextTurn();
    }
    const print = fingerprinter.end();
    return {
      ...factsOf(recording),
      silent: heard && !print.loud.includes(true),
      text: heard ? await spoken.recognise(print) : null,
    };
  },
  /** The voice of a reference clip: its pitch in hertz, if one is heard. `pcmRate` is for bytes without a container. */
  study: async (
    bytes: Uint8Array,
    pcmRate: number | null,
  ): Promise<(Facts & { pitch: number | null }) | null> => {
    const { openPcm, openRecording } = await decoders();
    const recording = pcmRate === null ? await openRecording(bytes) : openPcm(bytes, pcmRate);
    if (recording === null) return null;
    if (recording.seconds > 60) return { ...factsOf(recording), pitch: null };
    const ear = new EightKilohertz();
    const pieces: Float32Array[] = [];
    for await (const { samples, rate } of recording.sound()) pieces.push(ear.push(samples, rate));
    const sound = new Float32Array(Math.ceil((recording.seconds + 1) * hearingRate));
    let at = 0;
    for (const piece of pieces) {
      sound.set(piece.subarray(0, Math.max(0, sound.length - at)), Math.min(at, sound.length));
      at += piece.length;
    }
    return { ...factsOf(recording), pitch: medianPitch(sound) };
  },
  /** Forgets what was said. */
  forget: async (): Promise<void> => spoken.clear(),
};

export type Desk = typeof desk;
