import { randomOf } from "@/lib/simulator/random";
import { EightKilohertz } from "@/lib/simulator/voice/eight-kilohertz";
import { type Encoder, encoderFor, type SoundFormat } from "@/lib/simulator/voice/encoders";
import type { Fingerprinter } from "@/lib/simulator/voice/fingerprint";
import { type Note, notesOf } from "@/lib/simulator/voice/score";
import type { Utterance } from "@/lib/simulator/voice/spoken";
import { Synthesiser } from "@/lib/simulator/voice/synthesiser";
import type { Traits } from "@/lib/simulator/voice/traits";

export type SpeechOrder = {
  /** What is said, with its marks and speakers. */
  text: string;
  /** The voices of the first and the second speaker. */
  speakers: readonly [Traits, Traits];
  format: SoundFormat;
  rate: number;
  speed: number;
  /** Decibel. */
  gain: number;
  /** The sound ends here, whatever is left to say. */
  mostSeconds: number;
  /** A WAV header without a length. */
  lengthUnknown: boolean;
};

/** `seconds` is how much sound the bytes hold. */
export type Piece = { bytes: Buffer; seconds: number };

/** A piece holds about this much; the first ones less, so that a listener need not wait. */
const pieceSeconds = 0.25;

function lengthOf(note: Note, { speakers, rate, speed }: SpeechOrder): number {
  return Math.round((note.ms / 1000 / speed / speakers[note.speaker].pace) * rate);
}

/** How many samples the whole speech has. */
export function speechLength(order: SpeechOrder): number {
  const most = Math.floor(order.mostSeconds * order.rate);
  let samples = 0;
  for (const note of notesOf(order.text)) {
    samples += lengthOf(note, order);
    if (samples >= most) return most;
  }
  return samples;
}

/** The sound of the whole order, note by note. The utterance is told what is heard and said as it goes. */
function* played(order: SpeechOrder, utterance: Utterance): Generator<Float32Array<ArrayBuffer>> {
  const { text, speakers, rate, gain } = order;
  const mouths = speakers.map((traits, index) => new Synthesiser(rate, traits, randomOf("noise", index)));
  const louder = 10 ** (gain / 20);
  const most = Math.floor(order.mostSeconds * rate);
  let at = 0;
  for (const note of notesOf(text)) {
    if (at >= most) return;
    if (note.text !== undefined) utterance.words.push({ text: note.text, at: at / rate });
    const samples = Math.min(lengthOf(note, order), most - at);
    at += samples;
    const sound = mouths[note.speaker]?.play(note, samples) ?? new Float32Array(samples);
    yield sound.map((sample) => sample * louder);
  }
}

function joined(sounds: readonly Float32Array[]): Float32Array<ArrayBuffer> {
  const whole = new Float32Array(sounds.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const sound of sounds) {
    whole.set(sound, at);
    at += sound.length;
  }
  return whole;
}

async function encoderOf(order: SpeechOrder): Promise<Encoder> {
  const needsLength = order.format === "wav" && !order.lengthUnknown;
  return encoderFor(order.format, order.rate, needsLength ? speechLength(order) : null);
}

/** The bytes of the speech, piece by piece, while it is spoken. */
export async function* speech(
  order: SpeechOrder,
  utterance: Utterance,
  print: Fingerprinter,
): AsyncGenerator<Piece> {
  const encoder = await encoderOf(order);
  const ear = new EightKilohertz();
  const pack = (sounds: readonly Float32Array[]): Piece => {
    const sound = joined(sounds);
    print.push(ear.push(sound, order.rate));
    return { bytes: encoder.push(sound), seconds: sound.length / order.rate };
  };
  let waiting: Float32Array[] = [];
  let samples = 0;
  for (const sound of played(order, utterance)) {
    waiting.push(sound);
    samples += sound.length;
    if (samples < pieceSeconds * order.rate) continue;
    yield pack(waiting);
    waiting = [];
    samples = 0;
  }
  const last = pack(waiting);
  print.end();
  yield { bytes: Buffer.concat([last.bytes, encoder.end()]), seconds: last.seconds };
}
