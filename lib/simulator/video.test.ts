import { fileTypeFromBuffer } from "file-type";
import sharp from "sharp";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type Simulator, startSimulator } from "@/lib/simulator/simulator";
import { control, post } from "@/lib/simulator/test-client";

const textToVideo = "Wan-AI/Wan2.2-T2V-A14B";
const imageToVideo = "Wan-AI/Wan2.2-I2V-A14B";
const job = { model: textToVideo, prompt: "a cat running on grass", image_size: "1280x720", seed: 3 };

type Status = {
  status: string;
  reason?: string;
  results?: { videos: { url?: string }[]; timings: { inference: number }; seed: number };
};

const start = Date.UTC(2026, 10, 21);
let clock = start;
let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator({ speed: 1, clipSeconds: 0.3, now: () => clock });
});
afterEach(async () => {
  clock = start;
  await control(simulator, "POST", "reset");
});
afterAll(() => simulator.close());

async function submit(body: object = job, scenario?: string): Promise<string> {
  const answer = await post(simulator, "/v1/video/submit", body, scenario === undefined ? {} : { scenario });
  expect(answer.status, answer.text).toBe(200);
  const { requestId }: { requestId: string } = JSON.parse(answer.text);
  return requestId;
}

const poll = (requestId: string, scenario?: string) =>
  post(simulator, "/v1/video/status", { requestId }, scenario === undefined ? {} : { scenario });

async function statusOf(requestId: string): Promise<Status> {
  return JSON.parse((await poll(requestId)).text);
}

async function ended(body: object = job, scenario?: string): Promise<Status> {
  const requestId = await submit(body, scenario);
  clock += 26_000;
  return statusOf(requestId);
}

async function clipOf(body: object): Promise<Buffer> {
  const { results } = await ended(body);
  return Buffer.from(await (await fetch(results?.videos[0]?.url ?? "")).arrayBuffer());
}

const refusalOf = async (body: object): Promise<string> => {
  const { status, text } = await post(simulator, "/v1/video/submit", body);
  expect(status).toBe(400);
  return text;
};

/** Width and height of the track, as the file declares them (RFC 9559: PixelWidth B0, PixelHeight BA). */
function declaredSize(webm: Buffer): [number, number] {
  const read = (id: number): number => {
    const at = webm.indexOf(Buffer.from([id, 1, 0, 0, 0, 0, 0, 0, 4]));
    return webm.readUInt32BE(at + 9);
  };
  return [read(0xb0), read(0xba)];
}

/** The pixels of the first frame: a VP8 key frame in the box of a WebP. */
async function firstFrame(webm: Buffer): Promise<Buffer> {
  const block = webm.indexOf(Buffer.from([0xa3, 1, 0, 0, 0]), webm.indexOf(Buffer.from("1f43b675", "hex")));
  const frame = webm.subarray(block + 13, block + 9 + webm.readUInt32BE(block + 5));
  const padding = Buffer.alloc(frame.length % 2);
  const head = Buffer.from("RIFF\0\0\0\0WEBPVP8 \0\0\0\0", "latin1");
  head.writeUInt32LE(frame.length + padding.length + 12, 4);
  head.writeUInt32LE(frame.length, 16);
  return sharp(Buffer.concat([head, frame, padding]))
    .raw()
    .toBuffer();
}

describe("a job", () => {
  it("waits, is worked on and succeeds by the clock, however often somebody asks", async () => {
    const requestId = await submit();
    expect(requestId).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    for (let count = 0; count < 5; count++) expect(await statusOf(requestId)).toEqual({ status: "InQueue" });
    clock += 6000;
    expect(await statusOf(requestId)).toEqual({ status: "InProgress" });
    clock += 19_999;
    expect(await statusOf(requestId)).toEqual({ status: "InProgress" });
    clock += 1;
    const done = await statusOf(requestId);
    expect(done).toEqual({
      status: "Succeed",
      reason: "",
      results: {
        videos: [{ url: expect.stringMatching(/\/media\/[0-9a-f]{32}\.webm$/) }],
        timings: { inference: 20 },
        seed: 3,
      },
    });
    expect(await statusOf(requestId)).toEqual(done);
  });

  it("goes by the pace that control sets", async () => {
    await control(simulator, "POST", "pace", { videoQueueMs: 10, videoWorkMs: 20 });
    const requestId = await submit();
    clock += 29;
    expect((await statusOf(requestId)).status).toBe("InProgress");
    await control(simulator, "POST", "pace", { speed: 0 });
    expect((await statusOf(requestId)).status).toBe("Succeed");
  });

  it("fails with the reason that its prompt names", async () => {
    const prompt = "fail with reason: The picture shows a person.";
    expect(await ended({ ...job, prompt })).toEqual({
      status: "Failed",
      reason: "The picture shows a person.",
    });
    expect((await ended({ ...job, prompt: "失败，原因：内容不合规" })).reason).toBe("内容不合规");
  });

  it("is listed for control once, even when its answer was lost", async () => {
    const lost = post(simulator, "/v1/video/submit", job, { scenario: "drop-after-work" });
    await expect(lost).rejects.toThrow("fetch failed");
    const { json } = await control(simulator, "GET", "videos");
    const { model, prompt } = job;
    expect(json).toEqual([{ requestId: expect.any(String), model, prompt, submittedAt: start, polls: 0 }]);
  });
});

describe("what is refused", () => {
  it("is a wrong model, a wrong or missing size, an empty balance, an unknown id", async () => {
    expect(await refusalOf({ ...job, model: "Kwai-Kolors/Kolors" })).toContain('"code":20012');
    expect(await refusalOf({ ...job, image_size: "640x480" })).toContain("image_size");
    expect(await refusalOf({ ...job, image_size: undefined })).toContain("image_size");
    expect((await post(simulator, "/v1/video/submit", job, { key: "sk-broke" })).status).toBe(402);
    expect((await poll("nobody")).text).toContain('"code":20015');
    expect((await control(simulator, "GET", "videos")).json).toEqual([]);
  });

  it("is an image-to-video job without a picture that can be read", async () => {
    const body = { ...job, model: imageToVideo };
    expect(await refusalOf(body)).toContain("image: required");
    expect(await refusalOf({ ...body, image: "data:image/png;base64,AAAA" })).toContain("no picture");
  });
});

describe("a clip", () => {
  it("is a WebM file of the asked size, the same for the same job", async () => {
    const clip = await clipOf({ ...job, image_size: "720x1280" });
    expect((await fileTypeFromBuffer(clip))?.mime).toBe("video/webm");
    expect(declaredSize(clip)).toEqual([720, 1280]);
    expect((await clipOf({ ...job, image_size: "720x1280" })).equals(clip)).toBe(true);
  });

  it("is another one with another prompt or seed", async () => {
    const frames = await Promise.all(
      [job, { ...job, seed: 4 }, { ...job, prompt: "a city at night" }].map(async (body) =>
        firstFrame(await clipOf(body)),
      ),
    );
    const [first = Buffer.alloc(0), ...others] = frames;
    expect(first.length).toBe(1280 * 720 * 3);
    for (const other of others) {
      const changed = first.filter((byte, index) => Math.abs(byte - (other[index] ?? 0)) > 8).length;
      expect(changed / first.length).toBeGreaterThan(0.2);
    }
  });

  it.each([
    [160, 90, [1280, 720]],
    [90, 160, [720, 1280]],
    [100, 110, [960, 960]],
  ])("of a picture of %i x %i is %j large, and shows it", async (width, height, size) => {
    const red = await sharp({ create: { width, height, channels: 3, background: "#ff0000" } })
      .png()
      .toBuffer();
    const image = `data:image/png;base64,${red.toString("base64")}`;
    const clip = await clipOf({
      model: imageToVideo,
      prompt: "it moves",
      image_size: "1280x720",
      seed: 1,
      image,
    });
    expect(declaredSize(clip)).toEqual(size);
    const frame = await firstFrame(clip);
    expect((frame[0] ?? 0) - (frame[1] ?? 0)).toBeGreaterThan(60);
  });

  it("is gone when its link has expired, counted from its end", async () => {
    await control(simulator, "POST", "pace", { mediaTtlMs: 60_000, videoQueueMs: 0, videoWorkMs: 0 });
    const { results } = await ended();
    const link = results?.videos[0]?.url ?? "";
    clock = start + 59_999;
    expect((await fetch(link, { headers: { range: "bytes=0-3" } })).status).toBe(206);
    clock = start + 60_000;
    const expired = await fetch(link);
    expect([expired.status, expired.headers.get("content-type")]).toEqual([403, "application/xml"]);
    expect(await expired.text()).toContain("<Message>Request has expired</Message>");
  });
});

describe("a job that goes wrong", () => {
  it("ends in Failed, by its submission or for one poll", async () => {
    const failed = { status: "Failed", reason: "Internal RPC Error" };
    expect(await ended(job, "video-failed;reason=Internal RPC Error")).toEqual(failed);
    const requestId = await submit();
    clock += 26_000;
    expect(JSON.parse((await poll(requestId, "video-failed;reason=Internal RPC Error")).text)).toEqual(
      failed,
    );
    expect((await statusOf(requestId)).status).toBe("Succeed");
  });

  it.each(["InQueue", "InProgress"])("stays in %s", async (phase) => {
    expect(await ended(job, `video-stuck;phase=${phase}`)).toEqual({ status: phase });
  });

  it("has a status that nobody knows, or no link", async () => {
    expect(await ended(job, "video-unknown-status;value=Paused")).toEqual({ status: "Paused" });
    expect((await ended(job, "video-no-url")).results?.videos).toEqual([{}]);
  });

  it.each([
    ["error-50507", 500],
    ["error-50505", 503],
    ["error-50602", 429],
    ["error-504-html", 504],
  ])("cannot be asked for a while (%s)", async (error, status) => {
    const requestId = await submit(job, `video-status-error;error=${error},after=1,times=2`);
    expect((await statusOf(requestId)).status).toBe("InQueue");
    clock += 26_000;
    const statuses = [await poll(requestId), await poll(requestId), await poll(requestId)].map(
      (answer) => answer.status,
    );
    expect(statuses).toEqual([status, status, 200]);
  });

  it.each(["400", "404"])("is lost: %s", async (status) => {
    const requestId = await submit(job, `video-lost;status=${status}`);
    expect([(await poll(requestId)).status, (await poll(requestId)).status]).toEqual([
      Number(status),
      Number(status),
    ]);
  });

  it("is chosen by model, words and path", async () => {
    const match = { path: "/v1/video/submit", model: textToVideo, promptContains: "cat" };
    await control(simulator, "POST", "scenario", {
      name: "video-failed",
      params: { reason: "no cats" },
      match,
    });
    expect((await ended()).reason).toBe("no cats");
    expect((await ended({ ...job, prompt: "a dog" })).status).toBe("Succeed");
    await control(simulator, "POST", "scenario", {
      name: "error-50508",
      match: { path: "/v1/video/status" },
    });
    expect((await poll("any")).status).toBe(503);
  });
});
