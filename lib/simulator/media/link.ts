import type { Exchange } from "@/lib/simulator/exchange";
import type { MediaResult } from "@/lib/simulator/media/shelf";
import { randomOf } from "@/lib/simulator/random";

/** Puts a result on the shelf, unless it is there, and gives the link to it, on the address that the caller uses for the simulator. */
export function linkTo(
  { state, request }: Exchange,
  { name, ...result }: MediaResult & { name: string },
): string {
  if (state.shelf.get(name) === undefined) state.shelf.put(name, result);
  const real = `http://${request.headers.host}/media/${name}`;
  return result.fault?.address ?? real;
}

/** The seed of a request that names none, from 0 to 9 999 999 999. */
export function drawnSeed(identity: string): number {
  return Math.floor(randomOf("seed", identity)() * 1e10);
}
