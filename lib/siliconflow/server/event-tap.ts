import "server-only";
import { StringDecoder } from "node:string_decoder";
import { createParser } from "eventsource-parser";
import { AppFailure, appError } from "@/lib/core/app-error";

/** The largest single event that is still read: an 8 MB picture in one frame passes, a runaway one does not. */
const maxEventLength = 24 * 1024 * 1024;

export type EventTap = {
  feed(chunk: Uint8Array): void;
  /** The bytes are over: a last event whose closing blank line is missing is read too. */
  end(): void;
};

/**
 * Reads server-sent events out of bytes that are cut anywhere, characters and line ends included.
 * `onData` gets the data of each event in order; comments and empty events are skipped.
 * `feed` throws an AppFailure `response-too-large` when one event outgrows what a run may hold.
 */
export function createEventTap(onData: (data: string) => void): EventTap {
  const decoder = new StringDecoder("utf8");
  let atStart = true;
  let overflowed = false;
  const parser = createParser({
    maxBufferSize: maxEventLength,
    onEvent: (event) => {
      if (event.data !== "") onData(event.data);
    },
    onError: (error) => {
      overflowed ||= error.type === "max-buffer-size-exceeded";
    },
  });
  const feedText = (text: string) => {
    if (text === "") return;
    parser.feed(atStart && text.startsWith("\uFEFF") ? text.slice(1) : text);
    atStart = false;
    if (overflowed) throw new AppFailure(appError("response-too-large"));
  };
  return {
    feed: (chunk) => feedText(decoder.write(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength))),
    end: () => feedText(`${decoder.end()}\n\n`),
  };
}
