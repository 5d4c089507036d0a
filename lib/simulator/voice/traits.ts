import { randomOf } from "@/lib/simulator/random";

/** What tells one voice from another. */
export type Traits = {
  /** The middle of its pitch in hertz. */
  pitch: number;
  /** How far its melody goes; 1 is ordinary. */
  span: number;
  /** Formants by those of a grown man: about 1.17 for a woman. */
  mouth: number;
  /** How much breath sounds with the voice, 0 to 1. */
  breath: number;
  /** Above this many hertz the voice grows dull. */
  brightness: number;
  /** How fast it speaks; 1 is ordinary. */
  pace: number;
};

/** The eight presets, as SiliconFlow describes them: men steady, deep, magnetic and cheerful, women steady, passionate, gentle and cheerful. */
const presets: Readonly<Record<string, Traits>> = {
  alex: { pitch: 118, span: 0.9, mouth: 1, breath: 0.05, brightness: 2600, pace: 1 },
  benjamin: { pitch: 92, span: 0.8, mouth: 0.94, breath: 0.08, brightness: 2000, pace: 0.94 },
  charles: { pitch: 106, span: 1, mouth: 0.97, breath: 0.16, brightness: 2300, pace: 0.97 },
  david: { pitch: 138, span: 1.35, mouth: 1.03, breath: 0.04, brightness: 3400, pace: 1.06 },
  anna: { pitch: 204, span: 0.9, mouth: 1.15, breath: 0.07, brightness: 3200, pace: 1 },
  bella: { pitch: 222, span: 1.4, mouth: 1.18, breath: 0.05, brightness: 4200, pace: 1.05 },
  claire: { pitch: 190, span: 0.8, mouth: 1.13, breath: 0.22, brightness: 2600, pace: 0.94 },
  diana: { pitch: 242, span: 1.25, mouth: 1.21, breath: 0.06, brightness: 3800, pace: 1.07 },
};

export const presetNames: readonly string[] = Object.keys(presets);

/** A voice made after a recording: its pitch where one was heard, the rest drawn from its name. */
export function clonedTraits(name: string, pitch: number | null): Traits {
  const random = randomOf("voice", name);
  const heard = pitch ?? 95 + 140 * random();
  return {
    pitch: heard,
    span: 0.8 + 0.5 * random(),
    mouth: (heard > 165 ? 1.12 : 0.96) + 0.08 * random(),
    breath: 0.2 * random(),
    brightness: 2200 + 1800 * random(),
    pace: 0.96 + 0.08 * random(),
  };
}

/** The same voice as another model speaks it. */
function onModel(traits: Traits, model: string): Traits {
  const random = randomOf("voice model", model);
  return {
    ...traits,
    mouth: traits.mouth * (0.985 + 0.03 * random()),
    brightness: traits.brightness * (0.85 + 0.3 * random()),
    pace: traits.pace * (0.97 + 0.06 * random()),
  };
}

/** The traits of a preset on a model. */
export function presetTraits(model: string, preset: string): Traits | undefined {
  const traits = Object.hasOwn(presets, preset) ? presets[preset] : undefined;
  return traits === undefined ? undefined : onModel(traits, model);
}

/** A voice that is plainly another one than this: the second of two speakers. */
export function contrastTo(model: string, { pitch }: Traits): Traits {
  return onModel(clonedTraits("second speaker", pitch > 165 ? 108 : 215), model);
}
