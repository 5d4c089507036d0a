import {
  type Colour,
  circle,
  css,
  dim,
  ellipse,
  type Point,
  path,
  polygon,
  px,
  rect,
} from "@/lib/simulator/pictures/svg";
import type { Place } from "@/lib/simulator/pictures/words";
import type { Random } from "@/lib/simulator/random";

/** Where and when a place is drawn. Lengths are pixels. */
export type View = {
  width: number;
  height: number;
  /** A hundredth of the picture's mean side: what sizes are given in. */
  unit: number;
  horizon: number;
  /** Where sun or moon stand. */
  lightX: number;
  /** How far a clip has come, 0 to 1; 0 for a picture. */
  time: number;
  /** 1 is day, 0 is no light at all. */
  light: number;
  /** Turns every hue of the ground a little. */
  turn: number;
  random: Random;
};

type Drawing = (view: View) => string;

const between = (random: Random, low: number, high: number): number => low + random() * (high - low);
const range = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

/** A line from edge to edge by three waves of random phase, closed down to the bottom. */
function ridge(view: View, base: number, swing: number, bends: number, drift = 0): Point[] {
  const { width, height, random, time } = view;
  const phases = [1, 2.3, 4.9].map((pitch) => ({ pitch, phase: random() * 7 }));
  const line = range(61).map((step): Point => {
    const x = (step / 60) * width;
    const waves = phases.map(
      ({ pitch, phase }) => Math.sin((step / 60) * bends * pitch + phase + drift * time * pitch) / pitch,
    );
    return [x, base - swing * waves.reduce((sum, wave) => sum + wave, 0)];
  });
  return [[0, height], ...line, [width, height]];
}

function hills(view: View, colour: Colour, layers: number, swing: number): string {
  return range(layers)
    .map((layer) => {
      const depth = layer / Math.max(1, layers - 1);
      const base = view.horizon + (view.height - view.horizon) * (0.05 + 0.5 * depth);
      const [hue, saturation, lightness] = colour;
      const shade: Colour = [hue + view.turn, saturation, lightness + 16 * (1 - depth)];
      const points = ridge(view, base, swing * view.unit * (0.6 + depth), 5 + layer);
      return polygon(points, { fill: css(dim(shade, view.light)) });
    })
    .join("");
}

function sea(view: View): string {
  const { width, height, horizon, unit, light, lightX, random, time } = view;
  const depth = height - horizon;
  const water = range(7).map((layer) => {
    const near = layer / 6;
    const shade: Colour = [200 + view.turn - near * 12, 62, 52 - 24 * near];
    const drift = (layer % 2 === 0 ? 1.6 : -1.6) * (0.6 + near);
    const points = ridge(
      view,
      horizon + depth * near ** 1.5 * 0.92,
      unit * (0.15 + near * 0.9),
      16 - near * 8,
      drift,
    );
    return polygon(layer === 0 ? points.map(([x, y]) => [x, Math.max(y, horizon)]) : points, {
      fill: css(dim(shade, light)),
      opacity: layer === 0 ? 1 : 0.75,
    });
  });
  const glitter = range(26).map((step) => {
    const near = step / 26;
    const sway = Math.sin(step * 2.1 + time * 12) * unit * (1 + near * 3);
    const at: Point = [lightX + sway + between(random, -1, 1) * unit * 2, horizon + depth * near ** 1.3];
    return ellipse(at, unit * between(random, 0.8, 2 + near * 4), unit * 0.22, {
      fill: "hsl(48,100%,90%)",
      opacity: 0.55 * (1 - near * 0.7),
    });
  });
  return (
    rect(0, horizon, width, depth, { fill: css(dim([200 + view.turn, 60, 50], light)) }) +
    water.join("") +
    glitter.join("")
  );
}

/** Sand in front of the sea, for what cannot swim. */
export function beach(view: View): string {
  const { height, unit, light } = view;
  const foam = polygon(ridge(view, height * 0.85, unit * 1.2, 6, 2), {
    fill: css(dim([195, 40, 94], light)),
  });
  return (
    foam +
    polygon(ridge(view, height * 0.87, unit * 1.4, 5), {
      fill: css(dim([42 + view.turn / 3, 52, 74], light)),
    })
  );
}

function mountain(view: View, summit: Point, foot: number, colour: Colour, white: boolean): string {
  const [x, y] = summit;
  const { random, light } = view;
  const tall = foot - y;
  const half = tall * between(random, 0.75, 1.05);
  const edge = (side: number, down: number): Point => [
    x + side * half * down + between(random, -0.03, 0.03) * tall,
    y + tall * down,
  ];
  const left = [0.25, 0.5, 0.75, 1].map((down) => edge(-1, down));
  const right = [0.25, 0.5, 0.75, 1].map((down) => edge(1, down));
  const spine: Point[] = [
    [x + tall * 0.08, y + tall * 0.3],
    [x - tall * 0.05, y + tall * 0.6],
    [x + tall * 0.1, foot],
  ];
  const cap: Point[] = [
    summit,
    edge(1, 0.25),
    [x + half * 0.1, y + tall * 0.2],
    [x, y + tall * 0.32],
    [x - half * 0.1, y + tall * 0.19],
    edge(-1, 0.25),
  ];
  const [hue, saturation, lightness] = colour;
  return [
    polygon([summit, ...right, ...left.toReversed()], { fill: css(dim(colour, light)) }),
    polygon([summit, ...right, ...spine.toReversed()], {
      fill: css(dim([hue, saturation, lightness - 9], light)),
    }),
    white ? polygon(cap, { fill: css(dim([215, 25, 95], light * 0.8 + 0.2)) }) : "",
  ].join("");
}

function mountains(view: View): string {
  const { width, height, horizon, unit, random } = view;
  const far = range(5).map((index) =>
    mountain(
      view,
      [width * ((index + between(random, 0, 1)) / 5), horizon - unit * between(random, 14, 34)],
      horizon + (height - horizon) * 0.3,
      [222 + view.turn, 22, 58 - index * 4],
      true,
    ),
  );
  return far.join("") + hills(view, [140, 28, 24], 3, 3);
}

function city(view: View): string {
  const { width, height, horizon, unit, light, random } = view;
  const row = (base: number, shade: Colour, tall: number, windows: boolean): string => {
    let drawn = "";
    for (let x = -unit * 3; x < width; ) {
      const wide = unit * between(random, 5, 10);
      const top = base - unit * between(random, tall * 0.35, tall);
      drawn += rect(x, top, wide + 1, height - top, { fill: css(dim(shade, light)) });
      if (windows) drawn += windowsOf(view, x, top, wide);
      else if (random() < 0.3)
        drawn += rect(x + wide / 2, top - unit * 5, unit * 0.4, unit * 5, { fill: css(dim(shade, light)) });
      x += wide;
    }
    return drawn;
  };
  const ground = horizon + (height - horizon) * 0.62;
  return [
    row(ground, [222 + view.turn, 22, 60], 46, false),
    row(ground, [226 + view.turn, 24, 44], 36, false),
    row(ground, [230 + view.turn, 26, 28], 27, true),
    rect(0, ground, width, height - ground, { fill: css(dim([228, 14, 26], light + 0.1)) }),
    ...range(9).map((index) =>
      rect((index / 8) * width + unit, ground + (height - ground) * 0.5, width / 18, unit * 0.7, {
        fill: css(dim([48, 70, 74], light + 0.1)),
      }),
    ),
  ].join("");
}

function windowsOf({ unit, light, random, height }: View, x: number, top: number, wide: number): string {
  const step = unit * 1.9;
  let drawn = "";
  for (let y = top + step * 0.7; y < height; y += step * 1.25) {
    for (let at = x + step * 0.4; at < x + wide - step * 0.6; at += step) {
      const lit = random() < (light < 0.7 ? 0.55 : 0.18);
      drawn += rect(at, y, step * 0.5, step * 0.65, {
        fill: lit ? css([46, 95, 70]) : css(dim([215, 30, 62], light)),
        opacity: lit ? 0.95 : 0.5,
      });
    }
  }
  return drawn;
}

function pine(view: View, [x, y]: Point, tall: number, colour: Colour, snowy: boolean): string {
  const tier = (at: number, wide: number): string => {
    const top = y - tall * at;
    const shape = `M${px(x)},${px(top)}L${px(x + tall * wide)},${px(top + tall * 0.42)}Q${px(x)},${px(top + tall * 0.36)} ${px(x - tall * wide)},${px(top + tall * 0.42)}Z`;
    const cap = `M${px(x)},${px(top)}L${px(x + tall * wide * 0.5)},${px(top + tall * 0.2)}Q${px(x)},${px(top + tall * 0.14)} ${px(x - tall * wide * 0.5)},${px(top + tall * 0.2)}Z`;
    return (
      path(shape, { fill: css(dim(colour, view.light)) }) +
      (snowy ? path(cap, { fill: css(dim([212, 30, 94], view.light)) }) : "")
    );
  };
  const trunk = rect(x - tall * 0.03, y - tall * 0.14, tall * 0.06, tall * 0.16, {
    fill: css(dim([26, 35, 24], view.light)),
  });
  return trunk + tier(0.52, 0.26) + tier(0.76, 0.2) + tier(1, 0.14);
}

function pines(view: View, rows: number, snowy: boolean): string {
  const { width, height, horizon, unit, random } = view;
  return range(rows)
    .flatMap((row) => {
      const near = row / Math.max(1, rows - 1);
      const count = Math.round(15 - near * 7);
      return range(count).map((index) => {
        const at: Point = [
          width * ((index + between(random, -0.2, 0.9)) / count),
          horizon + (height - horizon) * (0.08 + 0.42 * near) + between(random, -1, 2) * unit,
        ];
        const colour: Colour = [150 - near * 20 + view.turn, 30 + near * 8, 46 - 22 * near];
        return pine(view, at, unit * between(random, 15, 21) * (0.7 + near * 0.7), colour, snowy);
      });
    })
    .join("");
}

function meadow(view: View): string {
  const { width, height, horizon, unit, light, random, time } = view;
  const blossoms = range(90).map(() => {
    const near = random() ** 0.7;
    const y = horizon + (height - horizon) * (0.35 + 0.62 * near);
    const sway = Math.sin(time * 7 + y) * unit * 0.3 * near;
    const hue = [350, 45, 285, 20][Math.floor(random() * 4)] ?? 0;
    return circle([width * random() + sway, y], unit * (0.3 + near * 0.7), {
      fill: css(dim([hue, 80, 66], light)),
    });
  });
  return hills(view, [98, 42, 36], 4, 3) + blossoms.join("");
}

function space(view: View): string {
  const { width, height, unit, random, time } = view;
  const centre: Point = [width * between(random, 0.25, 0.75), height * between(random, 0.32, 0.55)];
  const radius = unit * between(random, 15, 22);
  const hue = view.turn * 9 + random() * 360;
  const ring = (front: boolean): string =>
    `<path d="M${px(-radius * 1.8)},0A${px(radius * 1.8)},${px(radius * 0.42)} 0 0 ${front ? 0 : 1} ${px(radius * 1.8)},0" transform="translate(${px(centre[0])},${px(centre[1])}) rotate(-18)" fill="none" stroke="${css([hue + 40, 50, 74])}" stroke-width="${px(unit * 1.6)}" opacity="0.8"/>`;
  const bands = range(5).map((band) =>
    ellipse(
      [centre[0], centre[1] + radius * (band - 2) * 0.36],
      radius * Math.sqrt(1 - ((band - 2) * 0.36) ** 2),
      radius * 0.12,
      {
        fill: css([hue + band * 9, 60, 64]),
        opacity: 0.5,
      },
    ),
  );
  const moon: Point = [
    centre[0] + Math.cos(time * 3 + hue) * radius * 2.6,
    centre[1] + Math.sin(time * 3 + hue) * radius * 0.9,
  ];
  return [
    ring(false),
    circle(centre, radius, { fill: css([hue, 58, 52]) }),
    ...bands,
    circle([centre[0] - radius * 0.25, centre[1] - radius * 0.2], radius * 0.72, {
      fill: "white",
      opacity: 0.1,
    }),
    ring(true),
    circle(moon, radius * 0.2, { fill: css([hue + 160, 30, 76]) }),
  ].join("");
}

export const placeDrawings: Record<Place, Drawing> = {
  sea,
  mountains,
  city,
  forest: (view) => hills(view, [120, 30, 32], 2, 2) + pines(view, 3, false),
  desert: (view) => hills(view, [34, 62, 56], 4, 4),
  meadow,
  snow: (view) =>
    hills(view, [212, 30, 80], 2, 3) +
    pines(view, 2, true) +
    polygon(ridge(view, view.height * 0.86, view.unit * 2, 5), { fill: css(dim([212, 25, 96], view.light)) }),
  space,
};
