import "server-only";
import { z } from "zod";

const fileSchema = z.looseObject({
  id: z.string(),
  bytes: z.number().nullish(),
  created_at: z.number().nullish(),
  /** What an upload says instead. */
  createdAt: z.number().nullish(),
  filename: z.string().nullish(),
  purpose: z.string().nullish(),
});

const uploadedSchema = z.looseObject({ data: fileSchema });
const listedSchema = z.looseObject({ data: z.looseObject({ data: z.array(fileSchema).nullish() }) });

/** A file in OpenAI's form, SiliconFlow's further fields beside. */
function fileObject({ createdAt, ...file }: z.infer<typeof fileSchema>) {
  return {
    ...file,
    object: "file",
    bytes: file.bytes ?? 0,
    created_at: file.created_at ?? createdAt ?? 0,
    filename: file.filename ?? "",
    purpose: file.purpose ?? "batch",
    status: "processed",
  };
}
export type FileObject = ReturnType<typeof fileObject>;

/**
 * SiliconFlow's answer to an upload, taken out of its envelope; nothing when it is none. `data` stays as SiliconFlow has it,
 * since programs that were written for it look there.
 */
export function uploadedFile(answer: unknown): (FileObject & { data: unknown }) | undefined {
  const { data: parsed } = uploadedSchema.safeParse(answer);
  return parsed && { ...fileObject(parsed.data), data: parsed.data };
}

/** SiliconFlow's list of files, which lies in an envelope within an envelope; nothing when it is none. */
export function listedFiles(answer: unknown): FileObject[] | undefined {
  const { data: parsed } = listedSchema.safeParse(answer);
  return parsed && (parsed.data.data ?? []).map(fileObject);
}

/** A page of a list in OpenAI's form. */
export function listPage<Item extends { id: string }>(data: Item[]) {
  return {
    object: "list",
    data,
    first_id: data[0]?.id ?? null,
    last_id: data.at(-1)?.id ?? null,
    has_more: false,
  };
}
