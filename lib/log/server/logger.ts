import "server-only";
import pino, { type Logger } from "pino";
import { env } from "@/lib/env/server/env";

let instance: Logger | undefined;

/** JSON lines on standard output: ids, states and causes; never a key, never a prompt, never a body. */
export function logger(): Logger {
  instance ??= pino({
    level: env().logLevel,
    redact: [
      "authorization",
      "cookie",
      "*.authorization",
      "*.cookie",
      "*.apiKey",
      "*.headers",
      "err.params",
      "err.query",
    ],
    serializers: { err: briefError },
  });
  return instance;
}

/** An error's kind, sentence and place. Database errors repeat the row they failed on: that part is left out. */
function briefError(error: unknown) {
  if (!(error instanceof Error)) return { type: typeof error };
  const [message = ""] = error.message.split("\nparams:");
  const stack = error.stack
    ?.split("\n")
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 8);
  const cause = error.cause instanceof Error ? error.cause.message : undefined;
  return { type: error.name, message, ...(cause && { cause }), stack };
}
