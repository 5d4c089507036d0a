import type { IncomingMessage } from "node:http";

/** The whole body, or null when the client left before it was complete. */
export async function readBody(request: IncomingMessage): Promise<Buffer | null> {
  const pieces: Buffer[] = [];
  try {
    for await (const piece of request) pieces.push(Buffer.from(piece));
  } catch {
    return null;
  }
  return request.complete ? Buffer.concat(pieces) : null;
}

/** The parsed JSON, or undefined where the bytes are no JSON. */
export function parseJson(bytes: Buffer): unknown {
  try {
    const value: unknown = JSON.parse(bytes.toString("utf8"));
    return value;
  } catch {
    return undefined;
  }
}

/** The fields of a multipart form, texts and files; undefined where the bytes are none. The last of a name counts. */
export async function parseForm(bytes: Buffer, type: string): Promise<Record<string, unknown> | undefined> {
  try {
    const form = await new Response(new Uint8Array(bytes), { headers: { "content-type": type } }).formData();
    return Object.fromEntries(form.entries());
  } catch {
    return undefined;
  }
}
