import type { ScenarioTable } from "@/lib/simulator/scenarios/scenario";

/** What may be wrong with the answer of POST /images/generations. The work was done all the same. */
export const imageScenarios: ScenarioTable = {
  "image-empty-list": {
    description: "`images` is an empty list.",
    effect: () => ({ answer: { images: "empty" } }),
  },
  "image-no-url": {
    description: "The items of `images` have no url.",
    effect: () => ({ answer: { images: "no-url" } }),
  },
  "image-null-seed": {
    description: "`seed` is null.",
    effect: () => ({ answer: { images: "null-seed" } }),
  },
};
