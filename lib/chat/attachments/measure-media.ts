export type MediaMeasures = { seconds?: number; width?: number; height?: number };

/** A file that the browser cannot play may never say so. */
const patienceMs = 5000;

/** A recording made in a browser has no length in its header: looking for its end finds it. */
function findEnd(element: HTMLMediaElement): Promise<void> {
  return new Promise((resolve) => {
    element.addEventListener("durationchange", () => {
      if (Number.isFinite(element.duration)) resolve();
    });
    element.currentTime = Number.MAX_SAFE_INTEGER;
  });
}

async function loaded(element: HTMLMediaElement): Promise<void> {
  await new Promise((resolve, reject) => {
    element.addEventListener("loadedmetadata", resolve, { once: true });
    element.addEventListener("error", reject, { once: true });
  });
  if (!Number.isFinite(element.duration)) await findEnd(element);
}

/** Length and size of a video or a sound, as far as this browser can play it. Never rejects. */
export async function measureMedia(blob: Blob): Promise<MediaMeasures> {
  const url = URL.createObjectURL(blob);
  const element = document.createElement("video");
  element.preload = "metadata";
  element.muted = true;
  const given = new Promise<void>((resolve) => setTimeout(resolve, patienceMs));
  try {
    element.src = url;
    await Promise.race([loaded(element), given]);
    const { duration, videoWidth: width, videoHeight: height } = element;
    return {
      ...(Number.isFinite(duration) && { seconds: duration }),
      ...(width > 0 && height > 0 && { width, height }),
    };
  } catch {
    return {};
  } finally {
    element.removeAttribute("src");
    element.load();
    URL.revokeObjectURL(url);
  }
}
