import "server-only";
import { type AppError, appError } from "@/lib/core/app-error";
import { err, ok, type Result } from "@/lib/core/result";

/**
 * A JSON body written so that everybody reads the same in it. Of `{"model":"a","model":"b"}` one program takes the first and
 * another the last, and for some (Go's library) `Model` is `model` too: a caller could show us one and SiliconFlow another.
 * Fails with `bad-request` for names that differ in capitals only.
 */
export function oneReading(value: unknown): Result<string, AppError> {
  const names = typeof value === "object" && value !== null ? Object.keys(value) : [];
  const seen = new Set<string>();
  for (const name of names) {
    if (seen.has(name.toLowerCase()))
      return err(appError("bad-request", { detail: "Two names of the body differ in capitals only." }));
    seen.add(name.toLowerCase());
  }
  return ok(JSON.stringify(value));
}
