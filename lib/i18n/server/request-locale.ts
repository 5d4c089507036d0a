import "server-only";
import { cookies, headers } from "next/headers";
import {
  type Density,
  densityCookie,
  isDensity,
  isLocale,
  isTheme,
  type Locale,
  localeCookie,
  preferredLocale,
  type Theme,
  themeCookie,
} from "../locale";

/** The language of this request: the one chosen before, else the browser's. */
export async function requestLocale(): Promise<Locale> {
  const chosen = (await cookies()).get(localeCookie)?.value;
  return isLocale(chosen) ? chosen : preferredLocale((await headers()).get("accept-language") ?? "");
}

/** The colours of this request: those chosen before, else the device's. */
export async function requestTheme(): Promise<Theme> {
  const chosen = (await cookies()).get(themeCookie)?.value;
  return isTheme(chosen) ? chosen : "system";
}

/** How close things stand on this request's page: as chosen before, else comfortably. */
export async function requestDensity(): Promise<Density> {
  const chosen = (await cookies()).get(densityCookie)?.value;
  return isDensity(chosen) ? chosen : "comfortable";
}
