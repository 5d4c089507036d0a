/** Enough to draw, little to decode. */
const rate = 8000;
const peaksPerSecond = 20;

/** The loudness of a sound over its length. */
export type Peaks = { peaks: Float32Array; seconds: number };

let worker: Worker | undefined;
let lastId = 0;

function inWorker(samples: Float32Array<ArrayBuffer>): Promise<Float32Array> {
  worker ??= new Worker(new URL("./peaks-worker.ts", import.meta.url), { type: "module" });
  const started = worker;
  lastId += 1;
  const id = lastId;
  return new Promise((resolve, reject) => {
    const answered = ({ data }: MessageEvent<{ id: number; peaks: Float32Array }>) => {
      if (data.id !== id) return;
      end();
      resolve(data.peaks);
    };
    const failed = () => {
      end();
      reject(new Error("The waveform cannot be made."));
    };
    const end = () => {
      started.removeEventListener("message", answered);
      started.removeEventListener("error", failed);
    };
    started.addEventListener("message", answered);
    started.addEventListener("error", failed);
    started.postMessage({ id, samples, perPeak: rate / peaksPerSecond }, [samples.buffer]);
  });
}

/** Decodes a file and measures it. Rejects for what this browser cannot read. */
export async function peaksOfFile(file: Blob): Promise<Peaks> {
  const context = new OfflineAudioContext(1, 1, rate);
  const sound = await context.decodeAudioData(await file.arrayBuffer());
  return { peaks: await inWorker(sound.getChannelData(0).slice()), seconds: sound.duration };
}
