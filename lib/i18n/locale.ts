/** The languages of the interface, equal in rank. */
export const locales = ["zh", "en"] as const;
export type Locale = (typeof locales)[number];

export const localeCookie = "locale";
export const themeCookie = "theme";
export const densityCookie = "density";

/** `system` follows the device. */
export const themes = ["system", "light", "dark"] as const;
export type Theme = (typeof themes)[number];

/** `compact` shows more at once where a mouse points; fingers need the room. */
export const densities = ["comfortable", "compact"] as const;
export type Density = (typeof densities)[number];

export function isLocale(value: unknown): value is Locale {
  return locales.some((locale) => locale === value);
}

export function isDensity(value: unknown): value is Density {
  return densities.some((density) => density === value);
}

export function isTheme(value: unknown): value is Theme {
  return themes.some((theme) => theme === value);
}

/** The first of ours in a browser's list of languages, by its order and weights; English when none is there. */
export function preferredLocale(acceptLanguage: string): Locale {
  const wishes = acceptLanguage.split(",").map((wish) => {
    const [tag = "", ...parameters] = wish.trim().toLowerCase().split(";");
    const weight = parameters.map((parameter) => /^\s*q=([\d.]+)/.exec(parameter)?.[1]).find(Boolean);
    return { language: tag.split("-")[0], weight: weight === undefined ? 1 : Number(weight) };
  });
  const known = wishes.filter(({ language, weight }) => isLocale(language) && weight > 0);
  const [best] = known.sort((a, b) => b.weight - a.weight);
  return isLocale(best?.language) ? best.language : "en";
}
