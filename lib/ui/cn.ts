import { type ClassValue, clsx } from "clsx";

/** Joins class names; what is false, null or undefined is left out. Names must not contradict each other. */
export function cn(...classes: ClassValue[]): string {
  return clsx(classes);
}
