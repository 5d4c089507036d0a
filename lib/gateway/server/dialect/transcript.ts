import "server-only";
import type { AppError } from "@/lib/core/app-error";
import { err, ok, type Result } from "@/lib/core/result";
import type { Reply } from "@/lib/http/server/reply";
import { asItCame, malformed, passedOn, type WholeAnswer } from "../relay";

/** Those of OpenAI's forms that need no times: SiliconFlow gives none, and none are made up. */
export const transcriptionFormats = ["json", "text", "verbose_json"] as const;

/** A transcript in the form that was asked for. */
export function transcriptReply(
  whole: WholeAnswer,
  format: (typeof transcriptionFormats)[number],
): Result<Reply, AppError> {
  const text = whole.answer["text"];
  if (typeof text !== "string") return err(malformed(whole.headers));
  const headers = passedOn(whole.headers);
  switch (format) {
    case "json":
      return ok(asItCame(whole));
    case "text":
      return ok({
        kind: "json-text",
        headers: { ...headers, "content-type": "text/plain; charset=utf-8" },
        text: `${text}\n`,
      });
    case "verbose_json":
      return ok({ kind: "json", headers, body: { task: "transcribe", text } });
  }
}
