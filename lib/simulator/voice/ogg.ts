/* Opus packets of one channel in Ogg pages (RFC 3533 for the pages, RFC 7845 for Opus in them). */

const preSkip = 312;
const serial = 0x51f10;

const crcTable = Uint32Array.from({ length: 256 }, (_, index) => {
  let remainder = index << 24;
  for (let bit = 0; bit < 8; bit++) remainder = (remainder << 1) ^ (remainder < 0 ? 0x04c11db7 : 0);
  return remainder;
});

function crcOf(bytes: Buffer): number {
  let crc = 0;
  for (const byte of bytes) crc = (crc << 8) ^ (crcTable[((crc >>> 24) ^ byte) & 0xff] ?? 0);
  return crc >>> 0;
}

/** The lengths of packets as a page writes them: 255 until the rest is shorter. */
function lacing(packets: readonly Buffer[]): number[] {
  return packets.flatMap(({ length }) => [
    ...Array.from({ length: Math.floor(length / 255) }, () => 255),
    length % 255,
  ]);
}

function opusHead(rate: number): Buffer {
  const head = Buffer.from("OpusHead\x01\x01", "latin1");
  const rest = Buffer.alloc(9);
  rest.writeUInt16LE(preSkip, 0);
  rest.writeUInt32LE(rate, 2);
  return Buffer.concat([head, rest]);
}

function opusTags(): Buffer {
  const vendor = Buffer.from("SiliconFlow simulator", "latin1");
  const lengths = [Buffer.alloc(4), Buffer.alloc(4)] as const;
  lengths[0].writeUInt32LE(vendor.length);
  return Buffer.concat([Buffer.from("OpusTags", "latin1"), lengths[0], vendor, lengths[1]]);
}

/** Writes pages as packets come; the headers go out with the first. */
export class OggWriter {
  readonly #rate: number;
  #sequence = 0;
  #granule = 0;

  constructor(rate: number) {
    this.#rate = rate;
  }

  /** Packets of `size` samples each, at most 255 lengths of them a page; nothing for no packets. */
  page(packets: readonly Buffer[], size: number): Buffer {
    if (packets.length === 0) return Buffer.alloc(0);
    this.#granule += packets.length * size;
    return Buffer.concat([this.#headers(), this.#write(packets, this.#granule, 0)]);
  }

  /** The end of the stream: the position says how many samples of the last packets count. */
  lastPage(packets: readonly Buffer[], samples: number): Buffer {
    return Buffer.concat([this.#headers(), this.#write(packets, preSkip + samples, 4)]);
  }

  #headers(): Buffer {
    if (this.#sequence > 0) return Buffer.alloc(0);
    return Buffer.concat([this.#write([opusHead(this.#rate)], 0, 2), this.#write([opusTags()], 0, 0)]);
  }

  #write(packets: readonly Buffer[], granule: number, kind: number): Buffer {
    const lengths = lacing(packets);
    const head = Buffer.alloc(27);
    head.write("OggS", 0, "latin1");
    head.writeUInt8(kind, 5);
    head.writeBigUInt64LE(BigInt(granule), 6);
    head.writeUInt32LE(serial, 14);
    head.writeUInt32LE(this.#sequence, 18);
    head.writeUInt8(lengths.length, 26);
    this.#sequence += 1;
    const page = Buffer.concat([head, Buffer.from(lengths), ...packets]);
    page.writeUInt32LE(crcOf(page), 22);
    return page;
  }
}
