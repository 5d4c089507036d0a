/* The few shapes of SVG that the painter needs. Lengths are pixels, rounded to a tenth. */

/** Hue in degrees, saturation and lightness in percent. */
export type Colour = readonly [hue: number, saturation: number, lightness: number];

export type Point = readonly [x: number, y: number];

const clamp = (value: number): number => Math.min(100, Math.max(0, value));

export const px = (value: number): string => String(Math.round(value * 10) / 10);

export function css([hue, saturation, lightness]: Colour): string {
  const turned = ((Math.round(hue) % 360) + 360) % 360;
  return `hsl(${turned},${px(clamp(saturation))}%,${px(clamp(lightness))}%)`;
}

/** The same colour in less light: 1 leaves it, 0 is black. */
export function dim([hue, saturation, lightness]: Colour, light: number): Colour {
  return [hue, saturation * (0.6 + 0.4 * light), lightness * light];
}

type Look = { fill?: string; opacity?: number; stroke?: string; width?: number; filter?: string };

function attributes({ fill = "none", opacity = 1, stroke, width = 1, filter }: Look): string {
  const line = stroke === undefined ? "" : ` stroke="${stroke}" stroke-width="${px(width)}"`;
  const through = opacity === 1 ? "" : ` opacity="${Math.round(opacity * 100) / 100}"`;
  return `fill="${fill}"${line}${through}${filter === undefined ? "" : ` filter="url(#${filter})"`}`;
}

export function rect(x: number, y: number, width: number, height: number, look: Look): string {
  return `<rect x="${px(x)}" y="${px(y)}" width="${px(width)}" height="${px(height)}" ${attributes(look)}/>`;
}

export function ellipse([x, y]: Point, rx: number, ry: number, look: Look): string {
  return `<ellipse cx="${px(x)}" cy="${px(y)}" rx="${px(rx)}" ry="${px(ry)}" ${attributes(look)}/>`;
}

export function circle(centre: Point, radius: number, look: Look): string {
  return ellipse(centre, radius, radius, look);
}

export function path(data: string, look: Look): string {
  return `<path d="${data}" stroke-linecap="round" stroke-linejoin="round" ${attributes(look)}/>`;
}

/** A closed shape through the points. */
export function polygon(points: readonly Point[], look: Look): string {
  return path(`M${points.map(([x, y]) => `${px(x)},${px(y)}`).join("L")}Z`, look);
}

/** Colours from top to bottom. */
export function verticalGradient(id: string, colours: readonly Colour[]): string {
  const stops = colours.map(
    (colour, index) => `<stop offset="${index / (colours.length - 1)}" stop-color="${css(colour)}"/>`,
  );
  return `<linearGradient id="${id}" x1="0" y1="0" x2="0" y2="1">${stops.join("")}</linearGradient>`;
}

/** A light that fades outwards. */
export function glow(id: string, colour: Colour, strength: number): string {
  const stop = (offset: number, opacity: number): string =>
    `<stop offset="${offset}" stop-color="${css(colour)}" stop-opacity="${opacity}"/>`;
  return `<radialGradient id="${id}">${stop(0, strength)}${stop(0.35, strength / 3)}${stop(1, 0)}</radialGradient>`;
}
