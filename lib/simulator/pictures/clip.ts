import { filling, paintFrame } from "@/lib/simulator/pictures/paint";
import type { Size } from "@/lib/simulator/pictures/scene-svg";
import { webmOf } from "@/lib/simulator/pictures/webm";
import type { Scene } from "@/lib/simulator/pictures/words";

const framesPerSecond = 12;
/** How much larger than the clip a given picture is made, so that it can move past. */
const margin = 1.14;

/** A WebM clip of the scene in motion, or of the given picture with the scene's light and figures over it. */
export async function paintClip(
  scene: Scene,
  size: Size,
  seconds: number,
  picture?: Buffer,
): Promise<Buffer> {
  const frames: Buffer[] = [];
  const larger = { width: Math.round(size.width * margin), height: Math.round(size.height * margin) };
  const backdrop = picture === undefined ? undefined : await filling(picture, larger);
  const count = Math.ceil(framesPerSecond * seconds);
  // One after the other: the threads are left free for whatever else is asked meanwhile.
  for (let frame = 0; frame < count; frame++) {
    frames.push(await paintFrame(scene, size, (frame + 0.5) / count, backdrop));
  }
  return webmOf({ ...size, framesPerSecond, frames });
}
