import "server-only";
import { type Environment, parseEnvironment } from "./environment-schema";

let checked: Environment | undefined;

/** The one reader of `process.env`. The first call checks everything; instrumentation makes it at start. */
export function env(): Environment {
  checked ??= parseEnvironment(process.env);
  return checked;
}
