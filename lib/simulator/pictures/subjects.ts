import { circle, css, dim, ellipse, path, polygon, rect } from "@/lib/simulator/pictures/svg";
import type { Subject } from "@/lib/simulator/pictures/words";

/*
 * What stands in the middle of a scene. Each is drawn in a box of 100 by 100 whose bottom is the ground;
 * `hue` colours it, `light` is how much light there is (1 is day).
 */

type Drawing = (hue: number, light: number) => string;

const dark = (light: number): string => css(dim([230, 25, 14], light + 0.3));

function creature(ears: string): Drawing {
  return (hue, light) => {
    const coat = 18 + hue / 16;
    const fur = css(dim([coat, 20 + hue / 7, 40 + (hue % 25)], light));
    const pale = css(dim([coat, 45, 86], light));
    return [
      path("M30 88C4 84 6 52 18 48", { stroke: fur, width: 8 }),
      ellipse([46, 76], 24, 22, { fill: fur }),
      ellipse([50, 84], 12, 14, { fill: pale }),
      path(ears, { fill: fur }),
      ellipse([62, 42], 24, 20, { fill: fur }),
      ellipse([65, 50], 11, 8, { fill: pale }),
      ellipse([54, 39], 4, 5.5, { fill: dark(light) }),
      ellipse([73, 39], 4, 5.5, { fill: dark(light) }),
      circle([55.4, 37], 1.3, { fill: "white" }),
      circle([74.4, 37], 1.3, { fill: "white" }),
      path("M62 46L68 46L65 49Z", { fill: css(dim([350, 60, 60], light)) }),
      path("M36 97L36 90M54 97L54 88", { stroke: fur, width: 9 }),
    ].join("");
  };
}

const wing = "c6 -9 14 -9 17 -1c3 -8 11 -8 17 1c-7 -4 -13 -3 -17 3c-4 -6 -10 -7 -17 -3Z";

function balloon(hue: number, light: number): string {
  const colours = [0, 40, 180].map((turn) => css(dim([hue + turn, 72, 56], light)));
  const stripes = [30, 18, 7].map((rx, index) =>
    ellipse([50, 34], rx, 32, { fill: colours[index] ?? "white" }),
  );
  const ropes = path("M30 60L44 84M70 60L56 84", { stroke: dark(light), width: 1 });
  return `${stripes.join("")}${ropes}${rect(43, 84, 14, 11, { fill: css(dim([30, 50, 38], light)) })}`;
}

function flower(hue: number, light: number): string {
  const green = css(dim([115, 45, 36], light));
  const petal = (turn: number): string =>
    `<ellipse cx="50" cy="17" rx="9" ry="16" transform="rotate(${turn} 50 33)" fill="${css(dim([hue, 78, 62], light))}"/>`;
  return [
    path("M50 100C47 80 53 60 50 36", { stroke: green, width: 4 }),
    path("M50 84C34 82 28 70 26 62C40 62 48 72 50 84Z", { fill: green }),
    path("M51 74C66 72 72 60 74 52C60 54 52 62 51 74Z", { fill: green }),
    ...[0, 45, 90, 135, 180, 225, 270, 315].map(petal),
    circle([50, 33], 9, { fill: css(dim([45, 90, 56], light)) }),
  ].join("");
}

function person(hue: number, light: number): string {
  const skin = css(dim([26, 50, 70], light));
  const coat = css(dim([hue, 58, 46], light));
  return [
    path("M45 100L46 74M56 100L55 74", { stroke: css(dim([228, 25, 26], light)), width: 7 }),
    polygon(
      [
        [40, 40],
        [61, 40],
        [66, 80],
        [35, 80],
      ],
      { fill: coat },
    ),
    path("M41 45L31 66M60 45L70 64", { stroke: coat, width: 6 }),
    circle([50.5, 27], 11, { fill: skin }),
    path("M39 29C36 10 65 10 62 29C58 20 46 19 39 29Z", { fill: css(dim([20, 40, 18], light + 0.2)) }),
  ].join("");
}

function house(hue: number, light: number): string {
  const lit = light < 0.7 ? "hsl(45,95%,68%)" : css([205, 45, 78]);
  return [
    rect(18, 48, 64, 52, { fill: css(dim([36, 40, 80], light)) }),
    rect(64, 16, 9, 26, { fill: css(dim([12, 40, 40], light)) }),
    polygon(
      [
        [8, 50],
        [50, 14],
        [92, 50],
      ],
      { fill: css(dim([hue, 55, 45], light)) },
    ),
    rect(43, 70, 15, 30, { fill: css(dim([25, 45, 32], light)) }),
    ...[25, 64].map((x) =>
      rect(x, 58, 12, 13, { fill: lit, stroke: css(dim([25, 40, 38], light)), width: 2 }),
    ),
  ].join("");
}

function car(hue: number, light: number): string {
  const wheel = (x: number): string =>
    circle([x, 90], 9.5, { fill: dark(light) }) + circle([x, 90], 4, { fill: css(dim([0, 0, 72], light)) });
  return [
    path("M22 74C26 52 34 50 50 50C66 50 70 54 78 72Z", { fill: css(dim([hue, 65, 42], light)) }),
    path("M30 70C33 58 38 56 48 56L48 70ZM53 56C63 56 66 59 71 70L53 70Z", {
      fill: css(dim([200, 50, 80], light)),
    }),
    path("M6 86C4 72 14 70 24 70L80 70C94 71 97 76 95 88L6 88Z", { fill: css(dim([hue, 70, 50], light)) }),
    circle([93, 78], 3, { fill: "hsl(50,100%,82%)" }),
    wheel(26),
    wheel(76),
  ].join("");
}

function boat(hue: number, light: number): string {
  return [
    path("M50 74L50 6", { stroke: css(dim([28, 40, 34], light)), width: 2.5 }),
    path("M53 10C76 30 84 52 86 68L53 68Z", { fill: css(dim([hue, 12, 96], light)) }),
    path("M47 18C32 34 22 54 18 68L47 68Z", { fill: css(dim([hue, 70, 62], light)) }),
    path("M8 74L92 74C88 92 78 96 70 96L30 96C20 96 12 88 8 74Z", { fill: css(dim([18, 55, 34], light)) }),
  ].join("");
}

function rocket(hue: number, light: number): string {
  return [
    path("M42 78C40 92 48 100 50 108C52 100 60 92 58 78Z", { fill: "hsl(36,100%,60%)" }),
    path("M36 56L22 82L40 76ZM64 56L78 82L60 76Z", { fill: css(dim([hue, 70, 50], light)) }),
    path("M50 2C68 22 68 56 60 80L40 80C32 56 32 22 50 2Z", { fill: css(dim([210, 12, 92], light)) }),
    path("M50 2C57 10 61 18 63 26L37 26C39 18 43 10 50 2Z", { fill: css(dim([hue, 70, 50], light)) }),
    circle([50, 42], 8, { fill: css([200, 60, 70]), stroke: dark(light), width: 2.5 }),
  ].join("");
}

function tree(hue: number, light: number): string {
  const leaf = (shade: number): string => css(dim([95 + (hue % 50), 42, shade], light));
  return [
    path("M44 100C48 84 47 70 46 56L56 56C55 72 55 86 60 100Z", { fill: css(dim([26, 40, 28], light)) }),
    circle([32, 46], 22, { fill: leaf(30) }),
    circle([70, 46], 22, { fill: leaf(33) }),
    circle([50, 28], 27, { fill: leaf(38) }),
    circle([44, 22], 14, { fill: leaf(46) }),
  ].join("");
}

export const subjectDrawings: Record<Subject, Drawing> = {
  cat: creature("M40 40L40 10L58 26ZM84 40L84 10L67 26Z"),
  dog: creature("M44 28C30 24 28 44 34 58C42 56 46 44 48 34ZM80 28C94 24 96 44 91 56C84 54 79 44 76 34Z"),
  bird: (_hue, light) =>
    [`M4 40${wing}`, `M52 18${wing}`, `M58 66${wing}`]
      .map((data) => path(data, { fill: dark(light) }))
      .join(""),
  boat,
  rocket,
  car,
  house,
  flower,
  person,
  tree,
  balloon,
};
