/** What a recording is made for: a page finds its own again. */
export type RecordingPurpose = "transcription" | "voice" | "dictation";

/** A recording that was neither used nor thrown away yet; its bytes lie in `recordingParts`. */
export type RecordingRecord = {
  id: string;
  purpose: RecordingPurpose;
  /** As the browser's recorder named it. */
  type: string;
  createdAt: number;
  /** Of what is stored, by the clock. */
  seconds: number;
  bytes: number;
};

export type RecordingPart = { recordingId: string; index: number; bytes: ArrayBuffer };
