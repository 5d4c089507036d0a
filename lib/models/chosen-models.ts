type ModelChoice = {
  /** The ids of the chosen models, each once. */
  chosen: readonly string[];
  /** Those that can be chosen. */
  listed: readonly string[];
  most: number;
  choose: (ids: string[]) => void;
};

/** What a person can do with models side by side. One that stands in another place already changes places. */
export function chosenModels({ chosen, listed, most, choose }: ModelChoice) {
  const next = listed.find((id) => !chosen.includes(id));
  return {
    changeModel: (at: number, id: string): void => {
      const before = chosen[at];
      if (before === undefined) return;
      choose(chosen.map((model, place) => (place === at ? id : model === id ? before : model)));
    },
    removeModel: (at: number): void => choose(chosen.filter((_, place) => place !== at)),
    /** Adds the next of the list that is not chosen yet; nothing when no more can be. */
    addModel: chosen.length < most && next !== undefined ? (): void => choose([...chosen, next]) : undefined,
  };
}
