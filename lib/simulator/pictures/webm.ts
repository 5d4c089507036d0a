/*
 * One video track in a WebM file: key frames at a steady rate, a cluster for each second, cues to all of them
 * (RFC 8794 for EBML, RFC 9559 for the elements).
 */

export type Clip = { width: number; height: number; framesPerSecond: number; frames: readonly Buffer[] };

/** Eight bytes hold any length, and a fixed width lets the cues know where clusters will stand. */
function element(id: number, ...content: readonly Buffer[]): Buffer {
  const body = Buffer.concat(content);
  const name = Buffer.from(id.toString(16), "hex");
  const length = Buffer.alloc(8);
  length.writeBigUInt64BE(BigInt(body.length) | (1n << 56n));
  return Buffer.concat([name, length, body]);
}

function unsigned(id: number, value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return element(id, bytes);
}

function float(id: number, value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeDoubleBE(value);
  return element(id, bytes);
}

const text = (id: number, value: string): Buffer => element(id, Buffer.from(value, "latin1"));

function simpleBlock(frame: Buffer, offsetMs: number): Buffer {
  const head = Buffer.from([0x81, 0, 0, 0x80]);
  head.writeInt16BE(offsetMs, 1);
  return element(0xa3, head, frame);
}

function cluster(frames: readonly Buffer[], startMs: number, framesPerSecond: number): Buffer {
  const blocks = frames.map((frame, index) =>
    simpleBlock(frame, Math.round((index * 1000) / framesPerSecond)),
  );
  return element(0x1f43b675, unsigned(0xe7, startMs), ...blocks);
}

function cues(starts: readonly { ms: number; at: number }[]): Buffer {
  const points = starts.map(({ ms, at }) =>
    element(0xbb, unsigned(0xb3, ms), element(0xb7, unsigned(0xf7, 1), unsigned(0xf1, at))),
  );
  return element(0x1c53bb6b, ...points);
}

/** The bytes of a WebM file that plays the frames once. */
export function webmOf({ width, height, framesPerSecond, frames }: Clip): Buffer {
  const header = element(
    0x1a45dfa3,
    unsigned(0x4286, 1),
    unsigned(0x42f7, 1),
    unsigned(0x42f2, 4),
    unsigned(0x42f3, 8),
    text(0x4282, "webm"),
    unsigned(0x4287, 2),
    unsigned(0x4285, 2),
  );
  const info = element(
    0x1549a966,
    unsigned(0x2ad7b1, 1_000_000),
    float(0x4489, (frames.length * 1000) / framesPerSecond),
    text(0x4d80, "SiliconFlow simulator"),
    text(0x5741, "SiliconFlow simulator"),
  );
  const track = element(
    0xae,
    unsigned(0xd7, 1),
    unsigned(0x73c5, 1),
    unsigned(0x9c, 0),
    text(0x86, "V_VP8"),
    unsigned(0x83, 1),
    element(0xe0, unsigned(0xb0, width), unsigned(0xba, height)),
  );
  const tracks = element(0x1654ae6b, track);
  const clusters = Array.from({ length: Math.ceil(frames.length / framesPerSecond) }, (_, second) =>
    cluster(
      frames.slice(second * framesPerSecond, (second + 1) * framesPerSecond),
      second * 1000,
      framesPerSecond,
    ),
  );
  const cuesLength = cues(clusters.map(() => ({ ms: 0, at: 0 }))).length;
  let at = info.length + tracks.length + cuesLength;
  const starts = clusters.map((piece, second) => {
    const start = { ms: second * 1000, at };
    at += piece.length;
    return start;
  });
  return Buffer.concat([header, element(0x18538067, info, tracks, cues(starts), ...clusters)]);
}
