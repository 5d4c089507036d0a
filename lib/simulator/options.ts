import { z } from "zod";

export const paceSchema = z.strictObject({
  /** 1 is a real service's pace, 2 is twice as fast, 0 is as fast as the reader takes it. */
  speed: z.number().min(0).default(1),
  tokensPerSecond: z.number().positive().default(60),
  firstTokenMs: z.number().min(0).default(300),
  /** How far a wait may be off: 0.5 means between 75 and 125 percent, 0 is a metronome. */
  jitter: z.number().min(0).max(1).default(0.5),
  /** What a picture of 20 steps takes on a model that is no turbo; others by this (routes/images.ts). */
  imageMs: z.number().min(0).default(4000),
  /** How long a video job waits, and how long it is worked on. */
  videoQueueMs: z.number().min(0).default(6000),
  videoWorkMs: z.number().min(0).default(20_000),
  /** The wait before the first byte of a speech, and how many seconds of it come in one. */
  speechFirstByteMs: z.number().min(0).default(300),
  speechRate: z.number().positive().default(8),
  /** How many seconds of a recording are read in one. */
  transcriptionRate: z.number().positive().default(20),
  /** What a thousand tokens of vectors take, and twenty documents of a ranking. */
  vectorMs: z.number().min(0).default(400),
  /** How long a batch waits, what each of its requests takes, and how long its files are written. */
  batchQueueMs: z.number().min(0).default(3000),
  batchLineMs: z.number().min(0).default(50),
  batchFinalizeMs: z.number().min(0).default(1000),
  /** What an hour of a completion window takes, and how long a batch's files are kept. Speed changes neither. */
  batchHourMs: z.number().positive().default(3_600_000),
  batchFileTtlMs: z
    .number()
    .min(0)
    .default(30 * 24 * 3_600_000),
  /** How long a link to a result is good. Speed does not change it. */
  mediaTtlMs: z.number().min(0).default(3_600_000),
});

export type Pace = z.infer<typeof paceSchema>;

export const simulatorOptionsSchema = z.strictObject({
  port: z.int().min(0).max(65_535).default(0),
  host: z.string().default("127.0.0.1"),
  /** With a seed, ids and trace ids repeat too; without one they are random and only the texts repeat. */
  seed: z.string().optional(),
  /** Refuse request fields that the contract does not name; the live service ignores them. */
  strict: z.boolean().default(false),
  /** Count requests and tokens per key and model and answer 429 over the catalogue's level-0 limits. */
  limits: z.boolean().default(false),
  /** GET /user/info as before 2026-08-14 instead of 410. */
  legacyUserInfo: z.boolean().default(false),
  /** How long a clip plays. Shorter ones are painted sooner. */
  clipSeconds: z.number().min(0.1).max(10).default(3),
  ...paceSchema.shape,
  /** Milliseconds since 1970. */
  now: z.custom<() => number>((value) => typeof value === "function").default(() => Date.now),
});

export type SimulatorOptions = z.input<typeof simulatorOptionsSchema>;
export type ResolvedOptions = z.output<typeof simulatorOptionsSchema>;

/** The pace that the simulator starts with and returns to on a reset. */
export function initialPace(options: ResolvedOptions): Pace {
  return z.object(paceSchema.shape).parse(options);
}
