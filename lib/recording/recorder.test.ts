// @vitest-environment jsdom
import "fake-indexeddb/auto";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { history } from "@/lib/history/database";
import { type RecorderState, SoundRecorder } from "./recorder";
import { openRecording, storedRecordings } from "./recording-store";
import { recordableType } from "./sound-type";

/** A browser's recorder, as far as its contract goes: its last bytes come between the call and the end. */
class BrowserRecorder extends EventTarget {
  static supported: readonly string[] = ["audio/mp4"];
  static isTypeSupported = (type: string) => BrowserRecorder.supported.includes(type);
  static latest: BrowserRecorder | undefined;
  state = "inactive";
  mimeType = "";
  constructor(_stream: unknown, { mimeType = "" }: { mimeType?: string } = {}) {
    super();
    this.mimeType = mimeType;
    BrowserRecorder.latest = this;
  }
  last = "end";
  start() {
    this.state = "recording";
  }
  pause() {
    this.state = "paused";
  }
  resume() {
    this.state = "recording";
  }
  give(text: string) {
    this.dispatchEvent(Object.assign(new Event("dataavailable"), { data: new Blob([text]) }));
  }
  stop() {
    this.state = "inactive";
    queueMicrotask(() => {
      if (this.last !== "") this.give(this.last);
      this.dispatchEvent(new Event("stop"));
    });
  }
}

class Track extends EventTarget {
  stopped = false;
  stop() {
    this.stopped = true;
  }
}

let track = new Track();
let ask: () => Promise<unknown>;

beforeEach(async () => {
  await Promise.all(history().tables.map((table) => table.clear()));
  track = new Track();
  ask = async () => ({ getTracks: () => [track] });
  BrowserRecorder.supported = ["audio/mp4"];
  vi.stubGlobal("MediaRecorder", BrowserRecorder);
  vi.stubGlobal("isSecureContext", true);
  Object.assign(navigator, { mediaDevices: { getUserMedia: () => ask() } });
});

afterEach(() => {
  vi.unstubAllGlobals();
});

const steps: string[] = [];
function newRecorder(maxSeconds = 60): SoundRecorder {
  steps.length = 0;
  const recorder = new SoundRecorder({
    purpose: "transcription",
    maxSeconds,
    onChange: () => steps.at(-1) === recorder.state.step || steps.push(recorder.state.step),
  });
  return recorder;
}

async function reached<Step extends RecorderState["step"]>(recorder: SoundRecorder, step: Step) {
  await vi.waitFor(() => expect(recorder.state.step).toBe(step));
  const { state } = recorder;
  if (state.step !== step) throw new Error("It went on.");
  return state as Extract<RecorderState, { step: Step }>;
}

test("an iPhone's recording is what its recorder says, and stays stored until it is discarded", async () => {
  const recorder = newRecorder();
  await recorder.start();
  BrowserRecorder.latest?.give("begin ");
  recorder.stop();
  const { recording } = await reached(recorder, "done");
  expect(recording.file.type).toBe("audio/mp4");
  expect(await (await openRecording(recording.id))?.text()).toBe("begin end");
  expect(track.stopped).toBe(true);
  expect(steps).toEqual(["asking", "recording", "finishing", "done"]);
  await recorder.discard();
  expect(await storedRecordings("transcription")).toEqual([]);
});

test("a recording under a second has its bytes", async () => {
  const recorder = newRecorder();
  await recorder.start();
  recorder.stop();
  const { recording } = await reached(recorder, "done");
  expect(recording.file.size).toBe(3);
});

test("what ends by itself at its limit says so", async () => {
  const recorder = newRecorder(0.2);
  await recorder.start();
  const { recording } = await reached(recorder, "done");
  expect(recording).toMatchObject({ endedBy: "limit", seconds: 0.2 });
});

test("a microphone that is unplugged ends the recording and keeps it", async () => {
  const recorder = newRecorder();
  await recorder.start();
  BrowserRecorder.latest?.give("until then ");
  track.dispatchEvent(new Event("ended"));
  const { recording } = await reached(recorder, "done");
  expect(recording.endedBy).toBe("microphone");
  expect(recording.file.size).toBe("until then end".length);
});

test("what is thrown away is gone, also when another one begins at once", async () => {
  const recorder = newRecorder();
  await recorder.start();
  BrowserRecorder.latest?.give("unwanted");
  recorder.cancel();
  await recorder.start();
  BrowserRecorder.latest?.give("wanted ");
  recorder.stop();
  const { recording } = await reached(recorder, "done");
  await vi.waitFor(async () => expect(await storedRecordings("transcription")).toHaveLength(1));
  expect(await (await openRecording(recording.id))?.text()).toBe("wanted end");
});

test("what is thrown away is gone before the browser has ended it: a reload in that moment brings nothing back", async () => {
  const recorder = newRecorder();
  await recorder.start();
  BrowserRecorder.latest?.give("unwanted");
  await vi.waitFor(async () => expect(await storedRecordings("transcription")).toHaveLength(1));
  const browsers = BrowserRecorder.latest;
  vi.spyOn(BrowserRecorder.prototype, "stop").mockImplementation(() => {}); // it takes its time
  recorder.cancel();
  await vi.waitFor(async () => expect(await storedRecordings("transcription")).toEqual([]));
  browsers?.give("late");
  browsers?.dispatchEvent(new Event("stop"));
  vi.restoreAllMocks();
  await vi.waitFor(async () => expect(await history().recordingParts.count()).toBe(0));
  expect(await storedRecordings("transcription")).toEqual([]);
});

test("leaving the page ends the recording and keeps it", async () => {
  const recorder = newRecorder();
  await recorder.start();
  BrowserRecorder.latest?.give("half ");
  recorder.close();
  expect(track.stopped).toBe(true);
  await vi.waitFor(async () => {
    const [kept] = await storedRecordings("transcription");
    expect(kept?.bytes).toBe("half end".length);
  });
});

test("a pause counts for nothing", async () => {
  const now = vi.spyOn(performance, "now").mockReturnValue(0);
  const recorder = newRecorder();
  await recorder.start();
  now.mockReturnValue(5000);
  recorder.pause();
  now.mockReturnValue(25_000);
  expect(recorder.seconds).toBe(5);
  recorder.resume();
  now.mockReturnValue(27_000);
  expect(recorder.seconds).toBe(7);
  now.mockRestore();
  recorder.cancel();
});

test("giving up while the browser asks closes the microphone that comes", async () => {
  let allow = (_stream: unknown) => {};
  ask = () => new Promise((resolve) => (allow = resolve));
  const recorder = newRecorder();
  const starting = recorder.start();
  recorder.cancel();
  allow({ getTracks: () => [track] });
  await starting;
  expect(track.stopped).toBe(true);
  expect(recorder.state.step).toBe("idle");
});

test("a browser that cannot listen beside its recorder records all the same, and claims nothing", async () => {
  const close = vi.fn(async () => {});
  // Firefox, where a microphone has another sample rate than the speakers.
  class Deaf {
    close = close;
    createAnalyser = () => ({ fftSize: 2048 });
    createMediaStreamSource = () => {
      throw new DOMException("", "NotSupportedError");
    };
  }
  vi.stubGlobal("AudioContext", Deaf);
  const recorder = newRecorder();
  await recorder.start();
  recorder.stop();
  const { recording } = await reached(recorder, "done");
  expect(recording.heard).toBeUndefined();
  expect(track.stopped).toBe(true);
  expect(close).toHaveBeenCalled();
});

test("what reaches its limit in a tab that nobody sees ends there, though its clock hardly runs", async () => {
  const now = vi.spyOn(performance, "now").mockReturnValue(0);
  vi.stubGlobal("setInterval", () => 0);
  const recorder = newRecorder(60);
  await recorder.start();
  now.mockReturnValue(61_000);
  BrowserRecorder.latest?.give("a minute ");
  const { recording } = await reached(recorder, "done");
  expect(recording.endedBy).toBe("limit");
  now.mockRestore();
});

describe("why nothing is recorded is told apart:", () => {
  test.each([
    ["NotAllowedError", "denied"],
    ["NotFoundError", "no-microphone"],
    ["NotReadableError", "busy"],
    ["TypeError", "unsupported"],
  ])("%s is %s", async (name, reason) => {
    ask = () => Promise.reject(new DOMException("", name));
    const recorder = newRecorder();
    await recorder.start();
    expect(recorder.state).toEqual({ step: "failed", reason });
  });

  test("an address without https", async () => {
    vi.stubGlobal("isSecureContext", false);
    const recorder = newRecorder();
    await recorder.start();
    expect(recorder.state).toEqual({ step: "failed", reason: "insecure-origin" });
  });

  test("a browser without a recorder", async () => {
    Reflect.deleteProperty(window, "MediaRecorder");
    const recorder = newRecorder();
    await recorder.start();
    expect(recorder.state).toEqual({ step: "failed", reason: "unsupported" });
  });

  test("no bytes at all", async () => {
    const recorder = newRecorder();
    await recorder.start();
    if (BrowserRecorder.latest) BrowserRecorder.latest.last = "";
    recorder.stop();
    expect(await reached(recorder, "failed")).toMatchObject({ reason: "nothing-recorded" });
  });
});

test("the type is one that the browser supports, and its own choice where none of ours is", () => {
  expect(recordableType((type) => type.startsWith("audio/mp4"))).toBe("audio/mp4;codecs=mp4a.40.2");
  expect(recordableType((type) => type === "audio/mp4")).toBe("audio/mp4");
  expect(recordableType(() => true)).toBe("audio/webm;codecs=opus");
  expect(recordableType(() => false)).toBeUndefined();
});
