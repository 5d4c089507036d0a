/* Colours of heat maps, the same in light and dark. */

type Rgb = readonly [number, number, number];

/** viridis (matplotlib), at equal steps: as bright as the value, also for the colour-blind. */
const viridis: readonly Rgb[] = [
  [68, 1, 84],
  [71, 44, 122],
  [59, 81, 139],
  [44, 113, 142],
  [33, 144, 141],
  [39, 173, 129],
  [92, 200, 99],
  [170, 220, 50],
  [253, 231, 37],
];

/** RdBu (ColorBrewer), turned: blue is less, red is more. */
const blueRed: readonly Rgb[] = [
  [33, 102, 172],
  [103, 169, 207],
  [209, 229, 240],
  [247, 247, 247],
  [253, 219, 199],
  [239, 138, 98],
  [178, 24, 43],
];

const shades = 256;
const noValue = 0x00808080;

/** A scale in so many shades, as pixels of a picture (ABGR in the order of the machine's bytes). */
function shadesOf(stops: readonly Rgb[]): Uint32Array {
  const pixels = new Uint8ClampedArray(shades * 4);
  for (let shade = 0; shade < shades; shade += 1) {
    const at = (shade / (shades - 1)) * (stops.length - 1);
    const from = stops[Math.floor(at)] ?? [0, 0, 0];
    const to = stops[Math.ceil(at)] ?? from;
    for (const part of [0, 1, 2] as const)
      pixels[shade * 4 + part] = from[part] + (to[part] - from[part]) * (at % 1);
    pixels[shade * 4 + 3] = 255;
  }
  return new Uint32Array(pixels.buffer);
}

const scales = { cosine: viridis, difference: blueRed };
export type Scale = keyof typeof scales;

/** Values as pixels; what is below or above the scale has the colour of its end, what is no number has none. */
export function paint(
  values: Float32Array,
  { low, high }: { low: number; high: number },
  scale: Scale,
): Uint8ClampedArray<ArrayBuffer> {
  const table = shadesOf(scales[scale]);
  const pixels = new Uint32Array(values.length);
  // Where all values are the same they have the middle of the scale.
  const shadeOf = (value: number) =>
    high > low ? Math.floor(((value - low) / (high - low)) * shades) : shades / 2;
  for (let at = 0; at < values.length; at += 1) {
    const value = values[at] as number;
    const shade = Math.max(0, Math.min(shades - 1, shadeOf(value)));
    pixels[at] = Number.isNaN(value) ? noValue : (table[shade] as number);
  }
  return new Uint8ClampedArray(pixels.buffer);
}

/** A scale for a style sheet, from its least to its largest value. */
export const gradientOf = (scale: Scale): string =>
  `linear-gradient(to right, ${scales[scale].map((rgb) => `rgb(${rgb.join(" ")})`).join(", ")})`;

/** Colours of clusters, told apart by the colour-blind and on light and dark ground (Okabe and Ito; Tol's bright). */
export const clusterColours = [
  "#8f6bf5",
  "#e69f00",
  "#009e73",
  "#d55e00",
  "#56b4e9",
  "#cc79a7",
  "#aa3377",
  "#bbbb44",
  "#0072b2",
  "#999999",
] as const;
