import "server-only";
import type { AppError } from "@/lib/core/app-error";

/* The lines of an output and an error file, in the shape of a batch's. */

type Asked = { id: string; customId: string };

/** An answer in SiliconFlow's own words. Between the parts of JSON a newline means nothing; in a line it is its end. */
export const answeredLine = ({ id, customId }: Asked, body: string, traceId: string | undefined): string =>
  `{"id":${JSON.stringify(id)},"custom_id":${JSON.stringify(customId)},"response":{"status_code":200,"request_id":${JSON.stringify(
    traceId ?? null,
  )},"body":${body.replace(/[\r\n]+/g, " ")}},"error":null}`;

/** A failure as SiliconFlow or we name it. */
export function failedLine({ id, customId }: Asked, error: AppError): string {
  const { upstreamStatus: status, upstreamCode, traceId, code, detail } = error;
  return JSON.stringify({
    id,
    custom_id: customId,
    response: status === undefined ? null : { status_code: status, request_id: traceId ?? null, body: null },
    error: { code: String(upstreamCode ?? code), message: detail ?? "" },
  });
}

/** One that was on its way when the server or somebody ended it: it may have been done, and charged. */
export const unknownLine = ({ id, customId }: Asked): string =>
  JSON.stringify({
    id,
    custom_id: customId,
    response: null,
    error: {
      code: "outcome_unknown",
      message: "The request was on its way when the run was cut off. It may have been answered and charged.",
    },
  });

export const invalidLine = ({ id, customId }: Asked, fault: { code: string; message: string }): string =>
  JSON.stringify({
    id,
    custom_id: customId,
    response: null,
    error: { code: fault.code, message: fault.message },
  });
