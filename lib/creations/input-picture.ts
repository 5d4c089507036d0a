import { randomUuid } from "@/lib/core/random-uuid";
import type { CreationInput } from "@/lib/history/creation-record";
import type { Attachment } from "@/lib/history/record";

/** An attached picture as the input of a request; nothing for what is no picture of this browser. */
export function inputOf(attachment: Attachment): CreationInput | undefined {
  if (attachment.kind !== "image" || attachment.source.kind !== "media") return undefined;
  const { name, width = 0, height = 0 } = attachment;
  const { mediaId, type, bytes } = attachment.source;
  return { mediaId, name, type, bytes, width, height };
}

/** An input of a request as a picture that is attached again. */
export const attachmentOf = ({ mediaId, name, type, bytes, width, height }: CreationInput): Attachment => ({
  kind: "image",
  id: randomUuid(),
  name,
  source: { kind: "media", mediaId, type, bytes },
  width,
  height,
});
