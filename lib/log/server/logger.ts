import "server-only";
import pino, { type Logger } from "pino";
import { env } from "@/lib/env/server/env";

let instance: Logger | undefined;

const secrets = ["authorization", "cookie", "apiKey", "headers"];

/** JSON lines on standard output: ids, states and causes; never a key, never a prompt, never a body. */
export function logger(): Logger {
  instance ??= pino({
    level: env().logLevel,
    redact: secrets.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]),
    serializers: { err: (error: unknown) => error }, // made brief below, under whatever name
    formatters: { log: briefFields },
    hooks: {
      // Without a sentence of ours pino would take the error's own, values of the database included.
      logMethod(input, method) {
        const bare = input.length === 1 && typeof input[0] !== "string";
        method.apply(this, bare ? [input[0], ""] : input);
      },
    },
  });
  return instance;
}

function briefFields(fields: Record<string, unknown>): Record<string, unknown> {
  const brief = (name: string, value: unknown) =>
    name === "err" || value instanceof Error ? briefError(value) : value;
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, brief(name, value)]));
}

/** Database errors repeat the row they failed on behind their sentence: that part is left out. */
const sentenceOf = (error: Error) => error.message.split("\nparams:")[0];

/** An error's kind, sentence and place. */
function briefError(error: unknown) {
  if (!(error instanceof Error)) return { type: typeof error };
  const stack = error.stack
    ?.replace(error.message, "") // which may hold lines that look like places
    .split("\n")
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 8);
  const cause = error.cause instanceof Error ? sentenceOf(error.cause) : undefined;
  return { type: error.name, message: sentenceOf(error), ...(cause && { cause }), stack };
}
