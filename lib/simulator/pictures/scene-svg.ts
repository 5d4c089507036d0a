import { beach, placeDrawings, type View } from "@/lib/simulator/pictures/places";
import { subjectDrawings } from "@/lib/simulator/pictures/subjects";
import {
  type Colour,
  circle,
  css,
  ellipse,
  glow,
  path,
  px,
  rect,
  verticalGradient,
} from "@/lib/simulator/pictures/svg";
import type { Hour, Scene, Subject } from "@/lib/simulator/pictures/words";
import { type Random, randomOf } from "@/lib/simulator/random";

export type Size = { width: number; height: number };

type Sky = { colours: readonly Colour[]; light: number; disc: Colour | null };

const skies: Record<Hour, Sky> = {
  day: {
    colours: [
      [210, 74, 46],
      [204, 78, 68],
      [196, 70, 90],
    ],
    light: 1,
    disc: [48, 100, 82],
  },
  sunset: {
    colours: [
      [252, 46, 30],
      [332, 58, 54],
      [30, 96, 68],
    ],
    light: 0.72,
    disc: [28, 100, 70],
  },
  night: {
    colours: [
      [236, 62, 8],
      [230, 52, 17],
      [222, 44, 34],
    ],
    light: 0.42,
    disc: [52, 45, 92],
  },
  storm: {
    colours: [
      [214, 20, 30],
      [211, 17, 48],
      [206, 16, 68],
    ],
    light: 0.66,
    disc: null,
  },
};

const flying: readonly Subject[] = ["bird", "balloon", "rocket"];
const afloat: readonly Subject[] = [...flying, "boat"];
const walking: Partial<Record<Subject, number>> = {
  cat: 16,
  dog: 22,
  car: 60,
  boat: 18,
  bird: 30,
  balloon: 8,
  person: 10,
};

function stars(view: View): string {
  const { width, height, unit, random, time } = view;
  const shown = Array.from({ length: 130 }, () => {
    const at = [width * random(), height * 0.75 * random()] as const;
    const blink = 0.55 + 0.45 * Math.sin(random() * 7 + time * 9);
    return circle(at, unit * (0.08 + random() ** 4 * 0.32), { fill: "white", opacity: 0.2 + 0.8 * blink });
  });
  return shown.join("");
}

function disc(view: View, y: number, isMoon: boolean, colour: Colour): string {
  const at = [view.lightX, y] as const;
  const radius = view.unit * (isMoon ? 5 : 6.5);
  const shade = css([220, 18, 74]);
  const craters = [
    [-0.3, -0.2, 0.2],
    [0.25, 0.3, 0.26],
    [0.3, -0.35, 0.13],
  ] as const;
  return [
    circle(at, radius * 5.5, { fill: "url(#glow)" }),
    circle(at, radius, { fill: css(colour) }),
    ...craters.map(([dx, dy, size]) =>
      isMoon
        ? circle([at[0] + dx * radius, y + dy * radius], size * radius, { fill: shade, opacity: 0.5 })
        : "",
    ),
  ].join("");
}

function clouds(view: View, heavy: boolean): string {
  const { width, horizon, unit, random, time, light } = view;
  const fill = heavy ? css([212, 12, 44]) : css([210, 30, 60 + 38 * light]);
  return Array.from({ length: heavy ? 8 : 4 }, () => {
    const size = unit * (4 + random() * 5);
    const x = ((random() + time * (0.05 + random() * 0.06)) % 1.2) * width - width * 0.1;
    const y = horizon * (0.08 + random() * 0.5);
    const puffs = [
      [-1.1, 0.1, 0.75],
      [0, -0.2, 1.05],
      [1.05, 0.05, 0.8],
      [0.1, 0.3, 1.4],
    ] as const;
    const drawn = puffs.map(([dx, dy, wide]) =>
      ellipse([x + dx * size, y + dy * size], size * wide, size * 0.55, { fill }),
    );
    return `<g opacity="${heavy ? 0.7 : 0.25 + 0.55 * light}">${drawn.join("")}</g>`;
  }).join("");
}

function falling(view: View, kind: "rain" | "snow"): string {
  const { width, height, unit, random, time } = view;
  return Array.from({ length: kind === "rain" ? 150 : 110 }, () => {
    const speed = 0.5 + random();
    const y = ((random() + time * speed * (kind === "rain" ? 4 : 0.7)) % 1) * height;
    const x = random() * width + (kind === "snow" ? Math.sin(time * 6 + y) * unit : 0);
    if (kind === "snow") return circle([x, y], unit * (0.2 + speed * 0.35), { fill: "white", opacity: 0.85 });
    return path(`M${px(x)},${px(y)}l${px(-unit * 0.7)},${px(unit * 3.6)}`, {
      stroke: "hsl(205,40%,86%)",
      width: unit * 0.16,
      opacity: 0.55,
    });
  }).join("");
}

function subject(view: View, scene: Scene, place: number, name: Subject): string {
  const of = scene.subjects.length;
  const { width, height, unit, random, time, light } = view;
  const inSky = flying.includes(name);
  const size = unit * (of === 1 ? 34 : 27) * (0.9 + random() * 0.2) * (inSky ? 0.75 : 1);
  const from = (width * (place + 0.5 + (random() - 0.5) * 0.4)) / of - size / 2;
  const way = (walking[name] ?? 0) * unit * (random() < 0.5 ? 1 : -1);
  const bob = Math.sin(time * 14 + place) * unit * 0.7;
  const rise = name === "rocket" ? time * height * 0.35 : 0;
  const top = inSky ? height * (0.14 + 0.16 * random()) : height * (0.9 + 0.06 * random()) - size;
  const mirrored = way < 0 ? ` translate(100,0) scale(-1,1)` : "";
  const hue = scene.hue === null ? random() * 360 : scene.hue + (random() - 0.5) * 14;
  const x = from + (time === 0 ? 0 : way * (time - 0.5));
  const move = `translate(${px(x)},${px(top + bob - rise)}) scale(${(size / 100).toFixed(3)})`;
  return `<g transform="${move}${mirrored}">${subjectDrawings[name](hue, 0.35 + 0.65 * light)}</g>`;
}

function poster({ width, height, unit, turn }: View): string {
  const paper = css([42 + turn, 45, 93]);
  const ink = css([225 + turn * 5, 45, 24]);
  const edge = unit * 4;
  const band = height * 0.2;
  const bar = (y: number, wide: number, tall: number): string =>
    rect((width - wide * width) / 2, height - band + y * band, wide * width, tall * band, { fill: ink });
  return [
    rect(edge / 2, edge / 2, width - edge, height - edge, { stroke: paper, width: edge }),
    rect(0, height - band, width, band, { fill: paper }),
    bar(0.2, 0.56, 0.22),
    bar(0.54, 0.38, 0.08),
    bar(0.7, 0.28, 0.05),
  ].join("");
}

/** What the words add to any picture: subjects and what falls. Drawn over a scene, or over a picture to edit. */
function foreground(view: View, scene: Scene): string {
  const figures = scene.subjects.map((name, index) => subject(view, scene, index, name));
  return (
    figures.join("") +
    (scene.falling === null ? "" : falling(view, scene.falling)) +
    (scene.isPoster ? poster(view) : "")
  );
}

function viewOf(scene: Scene, { width, height }: Size, time: number, random: Random): View {
  return {
    width,
    height,
    unit: Math.sqrt(width * height) / 100,
    horizon: height * (0.52 + random() * 0.14),
    lightX: width * (0.18 + random() * 0.64) + width * 0.04 * time,
    time,
    light: skies[scene.hour].light,
    turn: (random() - 0.5) * 26,
    random,
  };
}

function document({ width, height }: Size, content: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${content}</svg>`;
}

/** The scene as SVG. `time` is how far a clip has come, 0 to 1. */
export function sceneSvg(scene: Scene, size: Size, time = 0): string {
  const random = randomOf("picture", scene.key, size.width, size.height);
  const view = viewOf(scene, size, time, random);
  const inSpace = scene.place === "space";
  const { colours, disc: discColour } = skies[inSpace ? "night" : scene.hour];
  const turned = colours.map(
    ([hue, saturation, lightness]): Colour => [hue + view.turn, saturation, lightness],
  );
  const isNight = inSpace || scene.hour === "night";
  const high =
    scene.hour === "sunset" ? view.horizon - view.unit * 3 : view.horizon * (0.2 + random() * 0.35);
  const defs = verticalGradient("sky", turned) + glow("glow", discColour ?? [0, 0, 80], isNight ? 0.5 : 0.9);
  return document(
    size,
    [
      `<defs>${defs}</defs>`,
      rect(0, 0, size.width, size.height, { fill: css(turned.at(-1) ?? [0, 0, 0]) }),
      rect(0, 0, size.width, inSpace ? size.height : view.horizon + view.unit * 12, { fill: "url(#sky)" }),
      isNight ? stars(view) : "",
      discColour === null || inSpace ? "" : disc(view, high - view.unit * 5 * time, isNight, discColour),
      inSpace ? "" : clouds(view, scene.hour === "storm"),
      placeDrawings[scene.place](view),
      scene.place === "sea" && scene.subjects.some((name) => !afloat.includes(name)) ? beach(view) : "",
      foreground(view, scene),
    ].join(""),
  );
}

/** What is put over a given picture: a light in the colour of the hour, and what the words name. */
export function overlaySvg(scene: Scene, size: Size, time = 0): string {
  const random = randomOf("overlay", scene.key);
  const view = viewOf(scene, size, time, random);
  const [top = [0, 0, 0], , low = [0, 0, 0]] = skies[scene.hour].colours;
  return document(
    size,
    [
      `<defs>${verticalGradient("tint", [top, low])}</defs>`,
      rect(0, 0, size.width, size.height, {
        fill: "url(#tint)",
        opacity: scene.hour === "night" ? 0.45 : 0.22,
      }),
      scene.hour === "night" ? stars(view) : "",
      foreground(view, scene),
    ].join(""),
  );
}
