import { ALL_FORMATS, AudioSampleSink, BlobSource, Input } from "mediabunny";

/*
 * Runs in a worker: reads a sound a piece at a time, so that an hour takes no more memory than a second.
 */

const peaksPerSecond = 20;
/** An hour and some. */
const mostPeaks = peaksPerSecond * 3700;

/** What a file's own tables say. `sound`: it has any; nothing is known where it cannot be read. */
export type SoundFacts = { seconds: number | undefined; sound: boolean | undefined };

/** How loud it gets, from 0 to 1, 20 times a second. */
export type SoundLevels = { peaks: Float32Array<ArrayBuffer>; seconds: number };

const inputOf = (file: Blob) => new Input({ formats: ALL_FORMATS, source: new BlobSource(file) });

/** The length of a sound, by its packets where its header does not say. Never rejects. */
export async function readFacts(file: Blob): Promise<SoundFacts> {
  const input = inputOf(file);
  try {
    const track = await input.getPrimaryAudioTrack();
    if (!track) return { seconds: undefined, sound: false };
    return { seconds: await track.computeDuration(), sound: true };
  } catch {
    return { seconds: undefined, sound: undefined };
  } finally {
    input.dispose();
  }
}

/** Decodes all of a sound; nothing for what this browser cannot decode. */
export async function readLevels(file: Blob): Promise<SoundLevels | undefined> {
  const input = inputOf(file);
  try {
    const track = await input.getPrimaryAudioTrack();
    if (!track || !(await track.canDecode())) return undefined;
    const peaks = new Float32Array(mostPeaks);
    let seconds = 0;
    for await (const sample of new AudioSampleSink(track).samples()) {
      const { timestamp, duration, sampleRate, numberOfFrames } = sample;
      const samples = new Float32Array(numberOfFrames);
      sample.copyTo(samples, { planeIndex: 0, format: "f32-planar" });
      sample.close();
      addPeaks(peaks, samples, timestamp, sampleRate);
      seconds = Math.max(seconds, timestamp + duration);
    }
    if (seconds === 0) return undefined;
    return { peaks: peaks.slice(0, Math.ceil(seconds * peaksPerSecond)), seconds };
  } catch {
    return undefined;
  } finally {
    input.dispose();
  }
}

function addPeaks(peaks: Float32Array, samples: Float32Array, from: number, rate: number): void {
  for (let at = 0; at < samples.length; at += 1) {
    const place = Math.floor((from + at / rate) * peaksPerSecond);
    const loud = Math.abs(samples[at] ?? 0);
    if (place >= 0 && place < peaks.length && loud > (peaks[place] ?? 0)) peaks[place] = loud;
  }
}
