import { get as httpGet } from "node:http";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type Simulator, startSimulator } from "@/lib/simulator/simulator";
import { control, post } from "@/lib/simulator/test-client";

const request = { model: "Kwai-Kolors/Kolors", prompt: "a cat", image_size: "256x256", seed: 7 };

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator({ speed: 0 });
});
afterEach(async () => {
  await control(simulator, "POST", "reset");
});
afterAll(() => simulator.close());

async function linkOf(scenario?: string): Promise<string> {
  const sending = scenario === undefined ? {} : { scenario };
  const answer = await post(simulator, "/v1/images/generations", request, sending);
  expect(answer.status, answer.text).toBe(200);
  const { images }: { images: { url: string }[] } = JSON.parse(answer.text);
  return images[0]?.url ?? "";
}

async function download(link: string, init: RequestInit = {}) {
  const response = await fetch(link, { redirect: "manual", ...init });
  return {
    status: response.status,
    headers: response.headers,
    bytes: Buffer.from(await response.arrayBuffer()),
  };
}

describe("a link", () => {
  it("needs no key, and gives parts of its bytes", async () => {
    const link = await linkOf();
    const whole = await download(link);
    expect([whole.status, whole.headers.get("accept-ranges")]).toEqual([200, "bytes"]);
    const ranged = async (range: string) => download(link, { headers: { range } });
    const middle = await ranged("bytes=10-19");
    expect([middle.status, middle.bytes]).toEqual([206, whole.bytes.subarray(10, 20)]);
    expect(middle.headers.get("content-range")).toBe(`bytes 10-19/${whole.bytes.length}`);
    expect((await ranged("bytes=-5")).bytes).toEqual(whole.bytes.subarray(-5));
    expect((await ranged(`bytes=${whole.bytes.length - 3}-`)).bytes).toEqual(whole.bytes.subarray(-3));
    expect((await ranged(`bytes=${whole.bytes.length}-`)).status).toBe(416);
    expect((await ranged("bytes=0-1,4-5")).status).toBe(200);
  });

  it("is good for an hour, or as long as control says", async () => {
    const link = await linkOf();
    await control(simulator, "POST", "pace", { mediaTtlMs: 0 });
    const expired = await download(link);
    expect([expired.status, expired.headers.get("content-type")]).toEqual([403, "application/xml"]);
    await control(simulator, "POST", "pace", { mediaTtlMs: 3_600_000 });
    expect((await download(link)).status).toBe(200);
    expect((await download(`${simulator.url}/media/nothing.png`)).status).toBe(404);
  });
});

describe("a link that is no good", () => {
  it.each([
    "http://127.0.0.1:1/a.png",
    "http://169.254.169.254/latest/meta-data",
    "http://[::1]/a.png",
    "file:///etc/passwd",
  ])("leads to %s", async (address) => {
    expect(await linkOf(`media-address;url=${address}`)).toBe(address);
  });

  it.each([
    ["media-dead", 404],
    ["media-expired", 403],
    ["media-error;status=503,times=", 503],
  ])("answers %s with %i", async (scenario, status) => {
    const link = await linkOf(scenario);
    expect([(await download(link)).status, (await download(link)).status]).toEqual([status, status]);
  });

  it("fails as often as told, then is well", async () => {
    const link = await linkOf("media-error;times=2");
    const statuses = [await download(link), await download(link), await download(link)].map(
      ({ status }) => status,
    );
    expect(statuses).toEqual([500, 500, 200]);
  });

  it("redirects to a private address, or to itself for ever", async () => {
    const away = await download(await linkOf("media-redirect;to=http://10.0.0.1/x"));
    expect([away.status, away.headers.get("location")]).toEqual([302, "http://10.0.0.1/x"]);
    await expect(fetch(await linkOf("media-redirect-loop"))).rejects.toThrow("fetch failed");
  });

  it.each([
    ["media-html", "text/html", "<!doctype html>"],
    ["media-html;type=image/png", "image/png", "<!doctype html>"],
    ["media-svg", "image/svg+xml", "<svg"],
    ["media-empty", "image/png", ""],
  ])("has the wrong bytes: %s", async (scenario, type, start) => {
    const { status, headers, bytes } = await download(await linkOf(scenario));
    expect([status, headers.get("content-type")]).toEqual([200, type]);
    expect(start === "" ? bytes.length === 0 : bytes.toString().startsWith(start)).toBe(true);
  });

  it("is cut off before its announced length, the first time", async () => {
    const link = await linkOf("media-truncated;bytes=100");
    await expect(download(link)).rejects.toThrow("terminated");
    expect((await download(link)).bytes.length).toBeGreaterThan(100);
  });

  it("stalls in the middle the first time", async () => {
    const link = await linkOf("media-stall;bytes=100");
    const left = new AbortController();
    const response = await fetch(link, { signal: left.signal });
    const reader = response.body?.getReader();
    expect((await reader?.read())?.value?.length).toBe(100);
    left.abort();
    expect((await download(link)).status).toBe(200);
  });

  it("drips", async () => {
    const link = await linkOf("media-drip;bytes=2000,ms=20");
    const from = performance.now();
    const { bytes } = await download(link);
    expect(performance.now() - from).toBeGreaterThan(Math.floor(bytes.length / 2000) * 19);
  });

  it.each(["", "2147483648"])("never ends (announced: %s)", async (announced) => {
    const link = await linkOf(`media-endless;announced=${announced}`);
    const { length, start } = await new Promise<{ length: string | undefined; start: string }>(
      (resolve, reject) => {
        let bytes = 0;
        let start = "";
        const sent = httpGet(link, (response) => {
          response.on("data", (piece: Buffer) => {
            if (bytes === 0) start = piece.toString("latin1", 1, 4);
            bytes += piece.length;
            if (bytes < 8_000_000) return;
            response.destroy();
            resolve({ length: response.headers["content-length"], start });
          });
        });
        sent.on("error", reject);
      },
    );
    expect([length, start]).toEqual([announced === "" ? undefined : announced, "PNG"]);
  });

  it("can be chosen for downloads alone, and for the link of a clip", async () => {
    const link = await linkOf();
    await control(simulator, "POST", "scenario", {
      name: "media-dead",
      times: 1,
      match: { path: "/media/*" },
    });
    expect([(await download(link)).status, (await download(link)).status]).toEqual([404, 200]);
    const job = { model: "Wan-AI/Wan2.2-T2V-A14B", prompt: "a cat", image_size: "960x960" };
    const submitted = await post(simulator, "/v1/video/submit", job, { scenario: "media-html" });
    const { text } = await post(simulator, "/v1/video/status", submitted.json);
    const { results }: { results: { videos: { url: string }[] } } = JSON.parse(text);
    expect((await download(results.videos[0]?.url ?? "")).headers.get("content-type")).toBe("text/html");
  });
});
