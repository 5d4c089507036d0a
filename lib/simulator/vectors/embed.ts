import { randomOf } from "@/lib/simulator/random";
import type { Features } from "@/lib/simulator/vectors/features";

/** Places of the vector in which one feature shows. */
const placesOfFeature = 48;
const mostKnown = 20_000;
const known = new Map<string, { at: Uint16Array; values: Float32Array }>();

/**
 * Where a feature shows in vectors of a width. The first places are used more than the last: a vector that is cut keeps
 * most of what it says, as those of models do that are trained for it.
 */
function shownIn(feature: string, width: number) {
  const key = `${width} ${feature}`;
  const before = known.get(key);
  if (before) return before;
  const random = randomOf("feature", feature);
  const at = new Uint16Array(placesOfFeature);
  const values = new Float32Array(placesOfFeature);
  for (let place = 0; place < placesOfFeature; place += 1) {
    at[place] = Math.floor(width * random() ** 2);
    values[place] = random() < 0.5 ? -1 : 1;
  }
  if (known.size >= mostKnown) known.clear();
  known.set(key, { at, values });
  return { at, values };
}

function normalised(vector: Float32Array): Float32Array {
  const length = Math.hypot(...vector) || 1;
  return vector.map((value) => value / length);
}

type Embedding = {
  features: Features;
  /** The model's own width, and how much of it is kept. */
  width: number;
  dimensions: number;
  /** The share of what all vectors of the model have in common, from 0 to 1. */
  common: number;
  model: string;
};

/** A vector of length 1 in which inputs with like features are near. */
export function embed({ features, width, dimensions, common, model }: Embedding): Float32Array {
  const own = new Float32Array(width);
  for (const [feature, weight] of features) {
    const { at, values } = shownIn(feature, width);
    for (const [place, index] of at.entries()) own[index] = (own[index] ?? 0) + weight * (values[place] ?? 0);
  }
  const direction = normalised(own.slice(0, dimensions));
  const { at, values } = shownIn(`model ${model}`, width);
  const shared = new Float32Array(width);
  for (const [place, index] of at.entries()) shared[index] = values[place] ?? 0;
  const base = normalised(shared.slice(0, dimensions));
  return normalised(
    direction.map((value, at) => Math.sqrt(1 - common) * value + Math.sqrt(common) * (base[at] ?? 0)),
  );
}
