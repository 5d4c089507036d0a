import { keepThumbnail } from "./thumbnails";

const patienceMs = 15_000;
/** A little into the clip: many begin in black. */
const posterAtSeconds = 0.4;
/** So far before its end: no browser shows a frame at the very end. */
const beforeEndSeconds = 0.02;

/** The next event of a kind. Rejects when the clip cannot be read, or takes too long. */
function next(video: HTMLVideoElement, type: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const settle = (done: () => void) => () => {
      clearTimeout(timer);
      done();
    };
    const timer = setTimeout(() => reject(new Error(`No ${type} of the clip.`)), patienceMs);
    video.addEventListener(type, settle(resolve), { once: true });
    video.addEventListener(
      "error",
      settle(() => reject(new Error("The clip cannot be read."))),
      { once: true },
    );
  });
}

async function seek(video: HTMLVideoElement, seconds: number): Promise<void> {
  const there = next(video, "seeked");
  video.currentTime = seconds;
  await there;
}

/** A clip that was written in one go does not say how long it is until its end was looked for. */
async function durationOf(video: HTMLVideoElement): Promise<number> {
  if (!Number.isFinite(video.duration)) await seek(video, 1e6);
  return Number.isFinite(video.duration) ? video.duration : video.currentTime;
}

/** One picture of a clip, as PNG in the clip's own size: one that stands for it, or its last. Rejects for what is no clip. */
export async function frameOf(clip: Blob, place: "poster" | "last"): Promise<Blob> {
  const address = URL.createObjectURL(clip);
  const video = document.createElement("video");
  try {
    video.muted = true;
    video.playsInline = true;
    video.preload = "auto";
    const loaded = next(video, "loadeddata");
    video.src = address;
    await loaded;
    const duration = await durationOf(video);
    await seek(
      video,
      place === "last" ? Math.max(0, duration - beforeEndSeconds) : Math.min(posterAtSeconds, duration / 2),
    );
    return await drawn(video);
  } finally {
    video.removeAttribute("src");
    video.load();
    URL.revokeObjectURL(address);
  }
}

function drawn(video: HTMLVideoElement): Promise<Blob> {
  const canvas = document.createElement("canvas");
  canvas.width = video.videoWidth;
  canvas.height = video.videoHeight;
  canvas.getContext("2d")?.drawImage(video, 0, 0);
  return new Promise((resolve, reject) => {
    canvas.toBlob(
      (png) => (png ? resolve(png) : reject(new Error("The frame cannot be written as PNG."))),
      "image/png",
    );
  });
}

/** Makes and keeps the small picture of a clip. Gives the clip's size; nothing where none is to be had. Never rejects. */
export async function keepPoster(
  mediaId: string,
  clip: Blob,
): Promise<{ width: number; height: number } | undefined> {
  const poster = await frameOf(clip, "poster").catch(() => undefined);
  return poster && keepThumbnail(mediaId, poster);
}
