import "server-only";
import { AppFailure, appError } from "@/lib/core/app-error";

/** What is sent instead of a caller's own words. Throws `bad-request` for what is nested too deep to be written. */
export function jsonBody(value: unknown): string {
  try {
    return JSON.stringify(value);
  } catch (thrown) {
    throw new AppFailure(appError("bad-request", { detail: "The body is nested too deep." }), {
      cause: thrown,
    });
  }
}
