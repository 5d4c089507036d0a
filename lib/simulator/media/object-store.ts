import type { Reply } from "@/lib/simulator/http/reply";

/* What an object store of S3's kind answers: links to results lead to one, not to the API. */

const errors = {
  expired: { status: 403, code: "AccessDenied", message: "Request has expired" },
  gone: { status: 404, code: "NoSuchKey", message: "The specified key does not exist." },
  broken: {
    status: 500,
    code: "InternalError",
    message: "We encountered an internal error. Please try again.",
  },
};

/** The error in the store's own XML. */
export function objectStoreError(name: keyof typeof errors, status = errors[name].status): Reply {
  const { code, message } = errors[name];
  const body = `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${message}</Message></Error>`;
  return { kind: "body", status, body, contentType: "application/xml" };
}
