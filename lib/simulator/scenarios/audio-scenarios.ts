import type { ScenarioParams, ScenarioTable, SpeechFault } from "@/lib/simulator/scenarios/scenario";

function formatOf(params: ScenarioParams): "mp3" | "opus" | "wav" | "pcm" {
  const name = params.text("format");
  return name === "mp3" || name === "opus" || name === "pcm" ? name : "wav";
}

/** Opus has no other rate, MP3 and the others have this one. */
function otherFormat(params: ScenarioParams): SpeechFault {
  const format = formatOf(params);
  return { order: { format, rate: format === "opus" ? 48_000 : 32_000 } };
}

function keyOf(params: ScenarioParams): "results" | "result" {
  return params.text("key") === "results" ? "results" : "result";
}

/** What may be wrong with speech, transcripts and voices; what is wrong with any answer is in wire-scenarios.ts. */
export const audioScenarios: ScenarioTable = {
  "speech-silence": {
    description: "Sound of the right length without a voice in it.",
    effect: () => ({ answer: { speech: { order: { gain: Number.NEGATIVE_INFINITY } } } }),
  },
  "speech-short": {
    description: "A sound file in good order that ends after `seconds` seconds.",
    params: { seconds: "1" },
    effect: (params) => ({ answer: { speech: { order: { mostSeconds: params.number("seconds") } } } }),
  },
  "speech-length-unknown": {
    description: "The WAV header says 0xFFFFFFFF, as streams do whose length is not known.",
    effect: () => ({ answer: { speech: { order: { lengthUnknown: true } } } }),
  },
  "speech-other-format": {
    description:
      "Sound of the format `format` (wav, mp3, opus, pcm) under the content type of the asked one.",
    params: { format: "wav" },
    effect: (params) => ({ answer: { speech: otherFormat(params) } }),
  },
  "speech-garbage": {
    description: "As many bytes as the sound has, under its content type, and none of them sound.",
    effect: () => ({ answer: { speech: { bytes: "garbage" } } }),
  },
  "speech-error-inside": {
    description: "After `bytes` bytes of sound an error envelope (50507) in the same body, then a clean end.",
    params: { bytes: "4096" },
    effect: (params) => ({ answer: { speech: { errorAfter: params.number("bytes") } } }),
  },
  "transcript-null": {
    description: "`text` is null.",
    effect: () => ({ answer: { transcript: "null" } }),
  },
  "transcript-missing": {
    description: "The answer is an object without `text`.",
    effect: () => ({ answer: { transcript: "missing" } }),
  },
  "transcript-empty": {
    description: "`text` is empty, as for silence.",
    effect: () => ({ answer: { transcript: "empty" } }),
  },
  "voices-odd": {
    description:
      "The list has entries that are null, a text, empty, full of nulls, a preset, and each voice twice.",
    effect: () => ({ answer: { voices: "odd" } }),
  },
  "voices-null": {
    description: "The list is null.",
    effect: () => ({ answer: { voices: "null" } }),
  },
  "voices-key": {
    description:
      "The list stands under `key` alone: results (documented) or result (what several clients read).",
    params: { key: "result" },
    effect: (params) => ({ answer: { voicesKey: keyOf(params) } }),
  },
};
