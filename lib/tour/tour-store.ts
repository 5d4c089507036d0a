import * as z from "zod/mini";
import { createJSONStorage, persist } from "zustand/middleware";
import { createStore } from "zustand/vanilla";
import { browserStorage } from "@/lib/core/browser-storage";

/** What the tour shows, in this order. */
export const tourSteps = ["chat", "compare", "image", "speech", "rerank", "blind"] as const;
export type TourStep = (typeof tourSteps)[number];

/** Where each step is shown. */
export const tourPages: Readonly<Record<TourStep, string>> = {
  chat: "/chat",
  compare: "/compare",
  image: "/image",
  speech: "/speech",
  rerank: "/rerank",
  blind: "/compare/blind",
};

const keptSchema = z.object({
  /** The step that is shown now; null while nobody takes the tour. */
  at: z.nullable(z.enum(tourSteps)),
  done: z.array(z.enum(tourSteps)),
});
type Tour = z.infer<typeof keptSchema> & {
  /** What its page is to run once; forgotten by a reload. */
  handed: TourStep | null;
};

/** One for all pages of a tab; where somebody stood is found again in this browser. */
export const tour = createStore<Tour>()(
  persist((): Tour => ({ at: null, done: [], handed: null }), {
    name: "tour",
    version: 1,
    storage: createJSONStorage(() => browserStorage),
    skipHydration: true,
    partialize: ({ at, done }) => ({ at, done }),
    merge: (kept, current) => ({ ...current, ...keptSchema.safeParse(kept).data }),
  }),
);

/** Begins a step: its page runs it when it can. */
export function beginStep(step: TourStep): void {
  tour.setState({ at: step, handed: step });
}

/** Takes what a page was handed, once; false where it was handed nothing. */
export function takeStep(step: TourStep): boolean {
  const { handed, done } = tour.getState();
  if (handed !== step) return false;
  tour.setState({ handed: null, done: done.includes(step) ? done : [...done, step] });
  return true;
}

/** Takes back what a page was handed and did not run before it was left: it would surprise whoever comes back to it. */
export function leaveStep(step: TourStep): void {
  if (tour.getState().handed === step) tour.setState({ handed: null });
}

/** Puts the tour away; what was done stays ticked. */
export function endTour(): void {
  tour.setState({ at: null, handed: null });
}

/** The step after one; undefined after the last. */
export const stepAfter = (step: TourStep): TourStep | undefined => tourSteps[tourSteps.indexOf(step) + 1];
