import { loadGroup } from "@/lib/creations/store";
import type { SoundParts } from "@/lib/sound/parts";

/** Which take of which press of the button. */
export type TakeAddress = { groupId: string; place: number };

/** The parts of a take in their order. */
export const takeParts = ({ groupId, place }: TakeAddress): SoundParts =>
  async function* () {
    for (const record of await loadGroup(groupId)) if (record.place === place) yield record.id;
  };
