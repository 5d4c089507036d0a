import { imageSize } from "image-size";

/** What can be read from media that stand in the request itself, without decoding them. */
export type MediaFacts = {
  /** The format in capitals: PNG, JPEG, WAV, PDF, or the subtype of the data URI. */
  format: string;
  width?: number;
  height?: number;
  seconds?: number;
  pages?: number;
};

/** Headers are within this; only a PDF is looked through as a whole. */
const headBytes = 1024 * 1024;
const dataUri = /^data:([\w.+-]+)\/([\w.+-]+)[^,]{0,100};base64,/;

/** Nothing for an address: a simulator opens none. */
export function mediaFacts(url: string): MediaFacts | undefined {
  const found = dataUri.exec(url.slice(0, 300));
  if (found === null) return undefined;
  const [start, type = "", subtype = ""] = found;
  const format = subtype.replace(/^x-/, "").toUpperCase();
  const base64 = url.slice(start.length);
  if (subtype === "pdf") return { format, ...pdfPages(base64) };
  const head = Buffer.from(base64.slice(0, Math.ceil(headBytes / 3) * 4), "base64");
  if (type === "image") return { format, ...pictureSize(head) };
  return { format, ...waveLength(head) };
}

function pictureSize(head: Buffer): Pick<MediaFacts, "width" | "height"> {
  try {
    const { width, height } = imageSize(head);
    return { width, height };
  } catch {
    return {};
  }
}

/** Of a document whose pages are not packed into object streams. */
function pdfPages(base64: string): Pick<MediaFacts, "pages"> {
  const pages = Buffer.from(base64, "base64")
    .toString("latin1")
    .match(/\/Type\s*\/Page(?![a-zA-Z])/g);
  return pages === null ? {} : { pages: pages.length };
}

/** Of WAV: the bytes of its sound by the bytes a second that its header names. */
function waveLength(head: Buffer): Pick<MediaFacts, "seconds"> {
  if (head.toString("latin1", 0, 4) !== "RIFF" || head.toString("latin1", 8, 12) !== "WAVE") return {};
  const data = head.indexOf("data", 12, "latin1");
  if (data === -1 || head.length < data + 8 || head.length < 32) return {};
  const bytesPerSecond = head.readUInt32LE(28);
  return bytesPerSecond === 0 ? {} : { seconds: head.readUInt32LE(data + 4) / bytesPerSecond };
}
