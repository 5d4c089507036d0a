import type { SpeechModel } from "@/lib/models/speech-model";

/** The presets that SiliconFlow's guide to speech describes, by what it calls them. */
export const describedPresets = [
  "alex",
  "benjamin",
  "charles",
  "david",
  "anna",
  "bella",
  "claire",
  "diana",
] as const;

/** The choice of a recording instead of a voice. */
export const referenceVoice = "reference";

const presetMark = "preset:";

/** A preset as it is chosen, whatever the model. */
export const presetVoice = (preset: string): string => `${presetMark}${preset}`;

/** The preset that is chosen; nothing for an own voice or a recording. */
export const presetOf = (voice: string): string | undefined =>
  voice.startsWith(presetMark) ? voice.slice(presetMark.length) : undefined;

/** What is sent as `voice`: a preset belongs to its model, a recording goes with an empty one. */
export function voiceField(model: string, voice: string): string {
  const preset = presetOf(voice);
  if (preset !== undefined) return `${model}:${preset}`;
  return voice === referenceVoice ? "" : voice;
}

/** What was sent as `voice`, as it is chosen. */
export function voiceOfField(model: string, field: unknown): string {
  if (typeof field !== "string" || field === "") return referenceVoice;
  return field.startsWith(`${model}:`) ? presetVoice(field.slice(model.length + 1)) : field;
}

/** A voice that the model has: the chosen one, or its first. */
export function voiceFor(
  model: SpeechModel,
  voice: string | undefined,
  own: readonly { uri: string }[],
): string {
  const first = model.voices[0];
  const fallback = first ? presetVoice(first.id) : referenceVoice;
  if (voice === undefined) return fallback;
  const preset = presetOf(voice);
  if (preset !== undefined) return model.voices.some(({ id }) => id === preset) ? voice : fallback;
  if (voice === referenceVoice) return voice;
  // Until the list has come, nobody knows that it is gone.
  return own.length === 0 || own.some(({ uri }) => uri === voice) ? voice : fallback;
}

/** Who is to speak: a model, and a voice as it is chosen. */
export type SpeechTake = { model: string; voice: string };

/** The speech page with these takes set; it fills its form and sends nothing. */
export function speechAddress(takes: readonly SpeechTake[]): string {
  const search = new URLSearchParams(
    takes.flatMap(({ model, voice }) => [
      ["model", model],
      ["voice", voice],
    ]),
  );
  return `/speech?${search}`;
}

/** The takes that an address names. */
export function takesOfAddress(search: string): SpeechTake[] {
  const asked = new URLSearchParams(search);
  const voices = asked.getAll("voice");
  return asked.getAll("model").flatMap((model, at) => {
    const voice = voices[at];
    return voice ? [{ model, voice }] : [];
  });
}
