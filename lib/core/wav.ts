const wavHeaderBytes = 44;

/** A WAV file of 16-bit samples. */
export function wavOf(pieces: readonly Uint8Array<ArrayBuffer>[], rate: number, channels = 1): Blob {
  const dataBytes = pieces.reduce((sum, { length }) => sum + length, 0);
  const view = new DataView(new ArrayBuffer(wavHeaderBytes));
  const name = (at: number, text: string) => {
    for (const [offset, letter] of [...text].entries()) view.setUint8(at + offset, letter.charCodeAt(0));
  };
  name(0, "RIFF");
  view.setUint32(4, wavHeaderBytes - 8 + dataBytes, true);
  name(8, "WAVEfmt ");
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, channels, true);
  view.setUint32(24, rate, true);
  view.setUint32(28, rate * channels * 2, true);
  view.setUint16(32, channels * 2, true);
  view.setUint16(34, 16, true);
  name(36, "data");
  view.setUint32(40, dataBytes, true);
  return new Blob([view.buffer, ...pieces], { type: "audio/wav" });
}
