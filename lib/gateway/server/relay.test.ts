import { expect, test } from "vitest";
import { ok } from "@/lib/core/result";
import { CallDesk } from "./call-desk";
import { whileOpen } from "./relay";

test("a call whose caller left while it was being let in is not made, holds nothing and costs nothing", async () => {
  const held: string[] = [];
  const ledger: unknown[] = [];
  const caller = new AbortController();
  const desk = new CallDesk({
    admit: async () => {
      caller.abort();
      return ok(() => {});
    },
    gates: [
      () => {
        held.push("a place");
        return ok(() => void held.pop());
      },
    ],
    priceOf: () => ({ kind: "unknown" }),
    record: async (entry) => void ledger.push(entry),
    onUnwritten: () => {},
  });
  const call = { method: "POST", path: "/v1/images/generations", key: undefined };
  const paid = { operation: "images.generations", input: { model: "m" } } as const;
  let made = 0;
  const work = async () => {
    made += 1;
    return ok("a picture");
  };
  const result = await whileOpen({ desk }, { client: undefined, call, signal: caller.signal }, paid, work);
  expect(result.ok).toBe(false);
  expect({ made, held, ledger }).toEqual({ made: 0, held: [], ledger: [] });
});
