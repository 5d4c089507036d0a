import { clusterColours } from "@/lib/embeddings/colours";
import { type Box, overlaps, type Point } from "@/lib/embeddings/plane";

/** Up to so many points have their words beside them, where there is room. */
const mostLabels = 60;
const labelLength = 14;
const lineHeight = 13;

/** What a map of texts shows. */
export type DrawnPlane = {
  points: Float32Array;
  /** Which text each point is. */
  rows: readonly number[];
  texts: readonly string[];
  clusters: Uint16Array | undefined;
  row: number;
  chosen: ReadonlySet<number>;
  bitmaps: ReadonlyMap<number, ImageBitmap>;
  lasso: readonly Point[] | undefined;
};

type Dot = { row: number; x: number; y: number; colour: string };

/** Gives a canvas as many points as the screen has for it. Gives its side in pixels of the page. */
function fitted(canvas: HTMLCanvasElement, context: CanvasRenderingContext2D): number {
  const side = canvas.clientWidth;
  const wanted = Math.round(side * devicePixelRatio);
  if (canvas.width !== wanted) canvas.width = canvas.height = wanted;
  context.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0);
  context.clearRect(0, 0, side, side);
  return side;
}

export function drawPlane(canvas: HTMLCanvasElement, plane: DrawnPlane): void {
  const context = canvas.getContext("2d");
  if (!context) return;
  const side = fitted(canvas, context);
  const { color, fontFamily } = getComputedStyle(canvas);
  const { points, rows, clusters, row: marked } = plane;
  context.font = `11px ${fontFamily}`;
  context.strokeStyle = color;
  const dots = rows.map((row, at): Dot => {
    const colour = clusterColours[clusters?.[at] ?? 0] ?? color;
    return { row, x: (points[at * 2] as number) * side, y: (points[at * 2 + 1] as number) * side, colour };
  });
  const radius = rows.length > 400 ? 3 : 5;
  for (const dot of dots) drawDot(context, dot, plane, radius);
  context.fillStyle = color;
  const labelled = dots.filter(
    ({ row }) => row === marked || (rows.length <= mostLabels && !plane.bitmaps.has(row)),
  );
  // The marked text and the chosen ones have their words first: they keep their place, whatever is near.
  const weightOf = ({ row }: Dot) => (row === marked ? 2 : Number(plane.chosen.has(row)));
  labelled.sort((one, other) => weightOf(other) - weightOf(one));
  drawLabels(context, labelled, plane, { side, gap: radius + 3 });
  context.globalAlpha = 1;
  drawLasso(context, plane.lasso, side);
}

const strengthOf = (row: number, chosen: ReadonlySet<number>) =>
  chosen.size > 0 && !chosen.has(row) ? 0.25 : 1;

function drawDot(
  context: CanvasRenderingContext2D,
  { row, x, y, colour }: Dot,
  { row: marked, chosen, bitmaps }: DrawnPlane,
  radius: number,
): void {
  context.globalAlpha = strengthOf(row, chosen);
  context.fillStyle = colour;
  context.beginPath();
  context.arc(x, y, row === marked ? radius + 3 : radius, 0, 2 * Math.PI);
  context.fill();
  const bitmap = bitmaps.get(row);
  if (bitmap) context.drawImage(bitmap, x - bitmap.width / 2, y - bitmap.height / 2);
  context.lineWidth = 2;
  if (row === marked) context.stroke();
}

/** The words beside points, where no others stand already. */
function drawLabels(
  context: CanvasRenderingContext2D,
  dots: readonly Dot[],
  { texts, chosen }: DrawnPlane,
  { side, gap }: { side: number; gap: number },
): void {
  const taken: Box[] = [];
  for (const { row, x, y } of dots) {
    const words = Array.from(texts[row]?.slice(0, 2 * labelLength) ?? "")
      .slice(0, labelLength)
      .join("");
    const width = context.measureText(words).width;
    // At the right edge the words stand before their point.
    const left = x + gap + width > side ? x - gap - width : x + gap;
    const box = { left, top: y - lineHeight / 2, width, height: lineHeight };
    if (taken.some((other) => overlaps(box, other))) continue;
    taken.push(box);
    context.globalAlpha = strengthOf(row, chosen);
    context.fillText(words, left, y + 4);
  }
}

function drawLasso(
  context: CanvasRenderingContext2D,
  lasso: readonly Point[] | undefined,
  side: number,
): void {
  if (!lasso || lasso.length < 2) return;
  context.lineWidth = 1.5;
  context.setLineDash([5, 4]);
  context.beginPath();
  for (const [x, y] of lasso) context.lineTo(x * side, y * side);
  context.closePath();
  context.stroke();
  context.setLineDash([]);
}
