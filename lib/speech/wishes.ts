import { type CreationWish, newGroup } from "@/lib/creations/creation";
import type { CreationInput, CreationRecord } from "@/lib/history/creation-record";
import type { SpeechModel } from "@/lib/models/speech-model";
import { byteCount, priceOfBytes } from "@/lib/models/speech-price";
import type { SoundFormat } from "@/lib/sound/sound-format";
import { referenceVoice, voiceField } from "@/lib/voices/chosen-voice";
import { dialogueOf, splitDialogue } from "./dialogue";
import { gainRange, type SpeechSettings, speedRange, type TakeChoice } from "./settings";
import { splitText } from "./split-text";
import { withStyle } from "./text";

export type SpeechForm = {
  text: string;
  takes: readonly { model: SpeechModel; voice: string }[];
  settings: Pick<SpeechSettings, "format" | "sampleRate" | "speed" | "gain" | "style" | "referenceText">;
  /** The recording to speak like. */
  reference: CreationInput | undefined;
};

/** The rates that a format allows; of a model that no source describes none is known, and SiliconFlow chooses. */
export const ratesOf = (models: readonly SpeechModel[], format: SoundFormat): number[] => {
  const [first, ...others] = models.map(({ sampleRates }) => sampleRates[format] ?? []);
  return (first ?? []).filter((rate) => others.every((rates) => rates.includes(rate)));
};

/** PCM says nothing of itself, so its rate has to be known: the highest that SiliconFlow has. */
const pcmRate = 44_100;

/** What is sent as `sample_rate`. */
function rateFor(models: readonly SpeechModel[], { format, sampleRate }: SpeechForm["settings"]) {
  if (sampleRate !== undefined && ratesOf(models, format).includes(sampleRate)) return sampleRate;
  return format === "pcm" ? pcmRate : undefined;
}

/**
 * The text in the parts in which a model is asked for it, each as it is sent.
 * @param asDialogue the text has marks of speakers, which other models would read aloud: they get the words alone.
 */
function partsFor(model: SpeechModel, { text, style, asDialogue }: Spoken): string[] {
  if (model.dialogue) return splitDialogue(text);
  const words = asDialogue
    ? dialogueOf(text)
        .map((line) => line.text)
        .join("\n")
    : text;
  return splitText(words.trim()).map((part) => (model.style ? withStyle(style, part) : part));
}

type Spoken = { text: string; style: string; asDialogue: boolean };

const spokenOf = ({ text, takes, settings }: SpeechForm): Spoken => ({
  text,
  style: settings.style,
  asDialogue: takes.some(({ model }) => model.dialogue),
});

/** Bytes and parts of one take as it is sent. */
export function sizeOfTake(form: SpeechForm, model: SpeechModel): { bytes: number; parts: number } {
  const parts = partsFor(model, spokenOf(form));
  return { bytes: parts.reduce((sum, part) => sum + byteCount(part), 0), parts: parts.length };
}

/** Yuan for all takes; null when one's price is not known. */
export function priceOfForm(form: SpeechForm): number | null {
  let sum = 0;
  for (const { model } of form.takes) {
    const price = priceOfBytes(sizeOfTake(form, model).bytes, model);
    if (price === null) return null;
    sum += price;
  }
  return sum;
}

function fieldsFor(form: SpeechForm, { model, voice }: TakeChoice): Record<string, unknown> {
  const { settings, takes, reference } = form;
  const rate = rateFor(
    takes.map((take) => take.model),
    settings,
  );
  const said = settings.referenceText.trim();
  return {
    voice: voiceField(model, voice),
    response_format: settings.format,
    stream: true,
    ...(rate !== undefined && { sample_rate: rate }),
    ...(settings.speed !== speedRange.usual && { speed: settings.speed }),
    ...(settings.gain !== gainRange.usual && { gain: settings.gain }),
    ...(voice === referenceVoice &&
      reference && { references: [{ audio: `blob:${reference.mediaId}`, ...(said && { text: said }) }] }),
  };
}

/** Two parts of a take are asked for at once: the next is there when one ends. */
const atOnce = 2;

/** Puts records of one take into a row: each waits for the one two before it. */
function chained(records: readonly CreationRecord[]): CreationRecord[] {
  return records.map(({ after: _, ...record }, at) => {
    const before = records[at - atOnce];
    return before ? { ...record, after: before.id } : record;
  });
}

/** One press of the button as records: for each take the parts of the text. */
export function recordsOf(form: SpeechForm): CreationRecord[] {
  const wished = form.takes.map(({ model, voice }) =>
    partsFor(model, spokenOf(form)).map(
      (prompt): CreationWish => ({
        kind: "speech",
        model: model.id,
        prompt,
        fields: fieldsFor(form, { model: model.id, voice }),
        inputs: voice === referenceVoice && form.reference ? [form.reference] : [],
      }),
    ),
  );
  const records = newGroup(wished.flat());
  return wished.flatMap((parts, place) =>
    chained(records.splice(0, parts.length).map((record, part) => ({ ...record, place, part }))),
  );
}

/** Those parts of a take that did not come, to be asked for anew in their places. */
export function missingAgain(parts: readonly CreationRecord[]): CreationRecord[] {
  const missing = parts.filter(({ items, output }) => output.state !== "running" && items.length === 0);
  const fresh = newGroup(
    missing.map(({ kind, model, prompt, fields, inputs }) => ({ kind, model, prompt, fields, inputs })),
  );
  return chained(
    missing.flatMap(({ groupId, place, part, createdAt }, at) => {
      const record = fresh[at];
      return record
        ? [{ ...record, groupId, place, ...(part !== undefined && { part }), createdAt, listedAt: createdAt }]
        : [];
    }),
  );
}
