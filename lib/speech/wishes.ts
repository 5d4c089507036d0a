import { type CreationWish, newGroup } from "@/lib/creations/creation";
import type { CreationInput, CreationRecord } from "@/lib/history/creation-record";
import type { SpeechModel } from "@/lib/models/speech-model";
import { byteCount, priceOfBytes } from "@/lib/models/speech-price";
import type { Candidate, Round } from "@/lib/rounds/round";
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

/** How it sounds, whoever speaks. */
function soundFields({ settings, takes }: SpeechForm): Record<string, unknown> {
  const rate = rateFor(
    takes.map((take) => take.model),
    settings,
  );
  return {
    response_format: settings.format,
    stream: true,
    ...(rate !== undefined && { sample_rate: rate }),
    ...(settings.speed !== speedRange.usual && { speed: settings.speed }),
    ...(settings.gain !== gainRange.usual && { gain: settings.gain }),
  };
}

/** Who speaks. */
function voiceFields(form: SpeechForm, { model, voice }: TakeChoice): Record<string, unknown> {
  const { settings, reference } = form;
  const said = settings.referenceText.trim();
  return {
    voice: voiceField(model, voice),
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

/** Takes as records: the wishes of each are the parts of its text. */
function rowsOf(takes: readonly (readonly CreationWish[])[]): CreationRecord[] {
  const records = newGroup(takes.flat());
  return takes.flatMap((parts, place) =>
    chained(records.splice(0, parts.length).map((record, part) => ({ ...record, place, part }))),
  );
}

const inputsFor = ({ reference }: SpeechForm, voice: string) =>
  voice === referenceVoice && reference ? [reference] : [];

/** One press of the button as records: for each take the parts of the text. */
export const recordsOf = (form: SpeechForm): CreationRecord[] =>
  rowsOf(
    form.takes.map(({ model, voice }) => {
      const fields = { ...soundFields(form), ...voiceFields(form, { model: model.id, voice }) };
      const inputs = inputsFor(form, voice);
      return partsFor(model, spokenOf(form)).map(
        (prompt): CreationWish => ({ kind: "speech", model: model.id, prompt, fields, inputs }),
      );
    }),
  );

/** Why takes cannot be voted on blind: there is one, two are the same, or their words would tell them apart. */
export type NotBlind = "alone" | "same" | "words";

export function notBlind({ takes, settings }: SpeechForm): NotBlind | undefined {
  if (takes.length < 2) return "alone";
  if (new Set(takes.map(({ model, voice }) => `${model.id} ${voice}`)).size < takes.length) return "same";
  const alike = (trait: "dialogue" | "style") => new Set(takes.map(({ model }) => model[trait])).size === 1;
  const styled = settings.style.trim() !== "";
  return alike("dialogue") && (!styled || alike("style")) ? undefined : "words";
}

/** What a blind round draws from: each take as its model, with the voice among what only the server knows. */
export const blindCandidates = (form: SpeechForm): Candidate[] =>
  form.takes.map(({ model, voice }) => ({
    model: model.id,
    fields: voiceFields(form, { model: model.id, voice }),
  }));

/** A blind round as records: the same words for each lane, under its alias. Nobody here knows which has the recording. */
export function blindRecordsOf(
  form: SpeechForm,
  { id, lanes }: Pick<Round, "id" | "lanes">,
): CreationRecord[] {
  const [take] = form.takes;
  const prompts = take ? partsFor(take.model, spokenOf(form)) : [];
  const fields = soundFields(form);
  const inputs = form.takes.flatMap(({ voice }) => inputsFor(form, voice)).slice(0, 1);
  return rowsOf(
    lanes.map((model, lane) =>
      prompts.map(
        (prompt): CreationWish => ({ kind: "speech", model, prompt, fields, inputs, round: { id, lane } }),
      ),
    ),
  );
}

/** A part that did not come, or not all of it, and will not by itself. */
export const isMissing = ({ items, output }: CreationRecord): boolean =>
  output.state !== "running" && (items.length === 0 || output.state !== "completed");

/** Those parts of a take that did not come, to be asked for anew in their places. */
export function missingAgain(parts: readonly CreationRecord[]): CreationRecord[] {
  const missing = parts.filter(isMissing);
  const fresh = newGroup(
    missing.map(({ kind, model, prompt, fields, inputs, round }) => ({
      kind,
      model,
      prompt,
      fields,
      inputs,
      ...(round && { round }),
    })),
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
