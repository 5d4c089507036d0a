import { pause } from "./clock";
import type { Measurement } from "./measurement";
import { mostDuring, residentMb } from "./process-meter";
import { row } from "./row";

const megabytes = 200;
const model = "Wan-AI/Wan2.2-T2V-A14B";

/** Has a clip of so many megabytes made and saved. Gives its id. */
async function makeClip(url: string, size: number): Promise<string> {
  const input = { model, prompt: `bench clip ${size}`, image_size: "1280x720" };
  const response = await fetch(`${url}/api/runs`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      accept: "text/event-stream",
      origin: url,
      "idempotency-key": crypto.randomUUID(),
    },
    body: JSON.stringify({ operation: "video.submit", input }),
  });
  const id = /"id":"(media_\w+)"/.exec(await response.text())?.[1];
  if (!id) throw new Error("The clip was not saved.");
  return id;
}

/** Reads a clip to its end and keeps nothing of it. Gives its bytes. */
async function readClip(url: string, id: string): Promise<number> {
  const response = await fetch(`${url}/api/media/${id}`);
  let bytes = 0;
  for await (const chunk of response.body ?? []) bytes += chunk.byteLength;
  return bytes;
}

export const saving: Measurement = {
  name: "saving",
  async measure({ stage }) {
    const rig = await stage.rig();
    const server = await stage.server(rig.url);
    // The code, and the buffers that a small one needs too.
    for (let round = 0; round < 3; round += 1) await readClip(server.url, await makeClip(server.url, 16));
    await pause(3000);
    const before = residentMb(server.pid);
    let id = "";
    const startedMs = performance.now();
    const during = await mostDuring(
      server.pid,
      makeClip(server.url, megabytes).then((made) => {
        id = made;
      }),
    );
    const seconds = (performance.now() - startedMs) / 1000;
    const bytes = await readClip(server.url, id);
    if (bytes !== megabytes * 1024 * 1024) throw new Error(`The clip has ${bytes} bytes.`);
    const reading = await mostDuring(server.pid, readClip(server.url, id));
    const reference = { unit: "MB", reference: before, referenceName: "before" };
    return [
      row({
        name: `memory while a clip of ${megabytes} MB is saved`,
        ...reference,
        product: during,
        goal: { kind: "added", atMost: 32 },
        note: `${seconds.toFixed(1)} s from the request to its end`,
      }),
      row({
        name: "memory while it is read",
        ...reference,
        product: reading,
        goal: { kind: "added", atMost: 32 },
      }),
    ];
  },
};
