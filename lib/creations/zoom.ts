/** How a picture is shown: enlarged by `scale` and moved by pixels from the middle. */
export type Zoom = { scale: number; x: number; y: number };

const smallest = 0.5;
const largest = 16;

/** Enlarged by a factor about a point, which stays where it is; within what makes sense. */
export function atPoint(zoom: Zoom, factor: number, point: { x: number; y: number }): Zoom {
  const scale = Math.min(largest, Math.max(smallest, zoom.scale * factor));
  const ratio = scale / zoom.scale;
  return {
    scale,
    x: point.x - (point.x - zoom.x) * ratio,
    y: point.y - (point.y - zoom.y) * ratio,
  };
}

/** Enlarged by a factor about the middle. */
export const zoomed = (zoom: Zoom, factor: number): Zoom => atPoint(zoom, factor, { x: 0, y: 0 });
