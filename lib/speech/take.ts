import { type AppError, appError } from "@/lib/core/app-error";
import type { CreationRecord } from "@/lib/history/creation-record";
import { type SoundFormat, soundFormats } from "@/lib/sound/sound-format";
import { soundOf } from "@/lib/sound/sound-of";
import { voiceOfField } from "@/lib/voices/chosen-voice";
import { splitStyle } from "./text";

/** The same text by one voice of one model: its parts in their order. */
export type Take = {
  place: number;
  model: string;
  /** As it is chosen (voices.ts). */
  voice: string;
  style: string;
  text: string;
  format: SoundFormat;
  /** Hertz as it was asked for. */
  sampleRate: number | undefined;
  parts: readonly CreationRecord[];
  /** `partly`: some of it came, and no more will by itself. */
  state: "waiting" | "coming" | "complete" | "partly" | "failed" | "stopped";
  error: AppError | undefined;
  /** Yuan of what is over; null when one is not known. */
  price: number | null;
};

function stateOf(parts: readonly CreationRecord[]): Take["state"] {
  const states = parts.map(({ output }) => output.state);
  if (states.includes("running"))
    return parts.some(({ output, items }) => output.media !== undefined || items.length > 0)
      ? "coming"
      : "waiting";
  if (parts.every((part) => soundOf(part) && part.output.state === "completed")) return "complete";
  if (parts.some((part) => soundOf(part))) return "partly";
  return states.every((state) => state === "stopped") ? "stopped" : "failed";
}

function errorOf(parts: readonly CreationRecord[]): AppError | undefined {
  const failed = parts.find(({ output }) => output.state === "failed" || output.state === "interrupted");
  if (!failed) return undefined;
  const error = failed.output.error ?? appError("run-interrupted");
  const { traceId } = failed.output;
  return traceId && !error.traceId ? { ...error, traceId } : error;
}

function priceOf(parts: readonly CreationRecord[]): number | null {
  let sum = 0;
  for (const { output } of parts) {
    if (output.price?.kind === "unknown") return null;
    sum += output.price?.cny ?? 0;
  }
  return sum;
}

function takeOf(parts: readonly CreationRecord[], first: CreationRecord): Take {
  const { fields, model, place } = first;
  const said = parts.map(({ prompt }) => splitStyle(prompt));
  const rate = fields["sample_rate"];
  return {
    place,
    model,
    voice: voiceOfField(model, fields["voice"]),
    style: said[0]?.style ?? "",
    // Lines of a dialogue end without a break of their own.
    text: said.map(({ text }) => text).join(first.prompt.startsWith("[S") ? "\n" : ""),
    format: soundFormats.find((format) => format === fields["response_format"]) ?? "mp3",
    sampleRate: typeof rate === "number" ? rate : undefined,
    parts,
    state: stateOf(parts),
    error: errorOf(parts),
    price: priceOf(parts),
  };
}

/** The records of a group as takes, in their order. */
export function takesOf(records: readonly CreationRecord[]): Take[] {
  const places = [...new Set(records.map(({ place }) => place))];
  return places.flatMap((place) => {
    const parts = records.filter((record) => record.place === place);
    const [first] = parts;
    return first ? [takeOf(parts, first)] : [];
  });
}
