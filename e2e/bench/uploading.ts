import { z } from "zod";
import { pause } from "./clock";
import type { Measurement } from "./measurement";
import { mostDuring, residentMb } from "./process-meter";
import { row } from "./row";

const megabytes = 50;
const model = "FunAudioLLM/SenseVoiceSmall";

/** So many megabytes that show themselves as WAV. */
function recording(size: number): Buffer<ArrayBuffer> {
  const bytes = Buffer.alloc(size * 1_000_000);
  bytes.write("RIFF\0\0\0\0WAVEfmt ", "latin1");
  return bytes;
}

/** Uploads a recording and has it written down. */
async function transcribe(url: string, size: number): Promise<void> {
  const headers = { origin: url };
  const upload = await fetch(`${url}/api/uploads`, { method: "POST", headers, body: recording(size) });
  const { id } = z.object({ id: z.string() }).parse(await upload.json());
  const response = await fetch(`${url}/api/runs`, {
    method: "POST",
    headers: {
      ...headers,
      "content-type": "application/json",
      accept: "text/event-stream",
      "idempotency-key": crypto.randomUUID(),
    },
    body: JSON.stringify({ operation: "audio.transcriptions", input: { model, file: `blob:${id}` } }),
  });
  const events = await response.text();
  if (!events.includes("bench heard")) throw new Error(`It was not written down: ${events.slice(0, 500)}`);
}

export const uploading: Measurement = {
  name: "uploading",
  async measure({ stage }) {
    const rig = await stage.rig();
    const server = await stage.server(rig.url);
    // The code, and the buffers that a small one needs too.
    for (let round = 0; round < 3; round += 1) await transcribe(server.url, 16);
    await pause(3000);
    const before = residentMb(server.pid);
    const during = await mostDuring(server.pid, transcribe(server.url, megabytes));
    return [
      row({
        name: `memory while ${megabytes} MB are uploaded and written down`,
        unit: "MB",
        product: during,
        reference: before,
        referenceName: "before",
        goal: { kind: "added", atMost: 16 },
      }),
    ];
  },
};
