import * as z from "zod/mini";
import { createJSONStorage, persist } from "zustand/middleware";
import { createStore } from "zustand/vanilla";
import { browserStorage } from "@/lib/core/browser-storage";

const marksSchema = z.object({
  favourites: z.array(z.string()),
  /** By id; none is empty. */
  notes: z.record(z.string(), z.string()),
  view: z.enum(["cards", "table"]),
});

/** What a person remembers of models, in this browser. */
export type ModelMarks = z.infer<typeof marksSchema>;

/** One for all pages; reads what an earlier visit kept when it is asked to. Storage that is full or forbidden is done without. */
export const modelMarks = createStore<ModelMarks>()(
  persist((): ModelMarks => ({ favourites: [], notes: {}, view: "cards" }), {
    name: "model-marks",
    version: 1,
    storage: createJSONStorage(() => browserStorage),
    skipHydration: true,
    merge: (kept, current) => ({ ...current, ...marksSchema.safeParse(kept).data }),
  }),
);

export function markFavourite(id: string, on: boolean): void {
  modelMarks.setState(({ favourites }) => {
    const others = favourites.filter((favourite) => favourite !== id);
    return { favourites: on ? [...others, id] : others };
  });
}

/** An empty note is none. */
export function noteModel(id: string, note: string): void {
  modelMarks.setState(({ notes }) => {
    const { [id]: _, ...others } = notes;
    return { notes: note.trim() === "" ? others : { ...others, [id]: note } };
  });
}
