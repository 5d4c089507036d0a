import { ok } from "@/lib/core/result";
import type { RunTransportParts } from "../run-transport";

/**
 * Makes what a conversation carries along known to the server. Most messages carry nothing: what uploads is fetched
 * when one does.
 */
export const prepareAttachments: RunTransportParts["prepare"] = async (history) => {
  const attached = history.some((record) => record.role === "user" && record.attachments !== undefined);
  if (!attached) return ok(undefined);
  const { uploadAttachments } = await import("./upload-attachments");
  return uploadAttachments(history);
};
