import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ratingsOf } from "./rating";
import type { Vote } from "./round";
import type { VoteRecord } from "./vote-record";

let rounds = 0;

function voteOf(lanes: string[], vote: Vote): VoteRecord {
  rounds += 1;
  const roundId = `round_${String(rounds).padStart(6, "0")}`;
  return {
    roundId,
    threadId: "t",
    operation: "chat.completions",
    task: "",
    lanes,
    vote,
    toldItself: false,
    at: 0,
  };
}
const won = (winner: string, ...losers: string[]) => voteOf([winner, ...losers], { kind: "best", lane: 0 });
const times = <Item>(count: number, make: (at: number) => Item) =>
  Array.from({ length: count }, (_, at) => make(at));
const only = (votes: readonly VoteRecord[]) => ratingsOf(votes)[0] ?? [];
const ratingIn = (votes: readonly VoteRecord[], model: string) =>
  only(votes).find((row) => row.model === model)?.rating ?? Number.NaN;

const someVotes = fc
  .array(
    fc.record({
      lanes: fc.shuffledSubarray(["a", "b", "c", "d", "e"], { minLength: 2, maxLength: 4 }),
      pick: fc.nat(5),
    }),
    { minLength: 1, maxLength: 25 },
  )
  .map((all) =>
    all.map(({ lanes, pick }) => {
      if (pick < lanes.length) return voteOf(lanes, { kind: "best", lane: pick });
      return voteOf(lanes, { kind: pick === 5 ? "bad" : "tie" });
    }),
  );

describe("ratings", () => {
  test("find the order and roughly the distances of models whose strengths are known", () => {
    const strengths = { a: 1200, b: 1100, c: 1000, d: 900, e: 800 };
    const names = Object.keys(strengths) as (keyof typeof strengths)[];
    let state = 7;
    const random = () => {
      state = (state * 48_271) % 2_147_483_647;
      return state / 2_147_483_647;
    };
    const votes = times(1500, () => {
      const [one = "a", other = "b"] = names.toSorted(() => random() - 0.5);
      const chance = 1 / (1 + 10 ** ((strengths[other] - strengths[one]) / 400));
      return random() < chance ? won(one, other) : won(other, one);
    });
    const rows = only(votes);
    expect(rows.map(({ model }) => model)).toEqual(names);
    for (const { model, rating, low, high } of rows) {
      expect(Math.abs(rating - strengths[model as keyof typeof strengths])).toBeLessThan(60);
      expect(high - low).toBeGreaterThan(10);
      expect(high - low).toBeLessThan(120);
    }
  });

  test("contain their own value in the interval, have a mean of 1000, and are finite", {
    timeout: 60_000,
  }, () => {
    fc.assert(
      fc.property(someVotes, (votes) => {
        for (const group of ratingsOf(votes)) {
          const mean = group.reduce((sum, { rating }) => sum + rating, 0) / group.length;
          expect(mean).toBeCloseTo(1000, 3);
          for (const { rating, low, high } of group) {
            expect(Number.isFinite(low) && Number.isFinite(high)).toBe(true);
            expect(low).toBeLessThanOrEqual(rating);
            expect(high).toBeGreaterThanOrEqual(rating);
          }
        }
      }),
      { numRuns: 40 },
    );
  });

  test("are the same for the same votes in whatever order", { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(someVotes, fc.infiniteStream(fc.nat()), (votes, keys) => {
        const shuffled = votes
          .map((vote) => ({ vote, key: keys.next().value }))
          .sort((a, b) => a.key - b.key)
          .map(({ vote }) => vote);
        expect(ratingsOf(shuffled)).toEqual(ratingsOf(votes));
      }),
      { numRuns: 30 },
    );
  });

  test("are as far above the mean for the winner as below for the loser, and change sides with the wins", () => {
    const votes = [won("a", "b"), won("a", "b"), won("b", "a")];
    expect(ratingIn(votes, "a") - 1000).toBeCloseTo(1000 - ratingIn(votes, "b"), 3);
    const turned = [won("b", "a"), won("b", "a"), won("a", "b")];
    expect(ratingIn(turned, "b")).toBeCloseTo(ratingIn(votes, "a"), 3);
  });

  test("of models that only tied are equal, however many took part", () => {
    const rows = only(times(6, () => voteOf(["a", "b", "c"], { kind: "tie" })));
    expect(rows.map(({ rating }) => Math.round(rating))).toEqual([1000, 1000, 1000]);
    expect(rows[0]).toMatchObject({ games: 12, wins: 0, ties: 12 });
  });

  test("grow with every further win", () => {
    const afterWins = (wins: number) =>
      ratingIn(
        times(wins, () => won("a", "b")),
        "a",
      );
    expect(afterWins(1)).toBeGreaterThan(1000);
    expect(afterWins(10)).toBeGreaterThan(afterWins(3));
    expect(afterWins(3)).toBeGreaterThan(afterWins(1));
  });

  test("let the best of several lanes beat each other one, and count «all bad» for nothing", () => {
    const rows = only([won("a", "b", "c", "d"), voteOf(["a", "b"], { kind: "bad" })]);
    const games = rows.map(({ model, games: played, wins, ties }) => [model, played, wins, ties]);
    expect(games).toEqual([
      ["a", 3, 3, 0],
      ["b", 1, 0, 0],
      ["c", 1, 0, 0],
      ["d", 1, 0, 0],
    ]);
    expect(ratingsOf([voteOf(["a", "b"], { kind: "bad" })])).toEqual([]);
  });

  test("keep models apart that have never met, until a vote joins them", () => {
    const apart = [won("a", "b"), won("c", "d"), won("d", "e")];
    const names = (votes: readonly VoteRecord[]) =>
      ratingsOf(votes).map((group) => group.map(({ model }) => model));
    expect(names(apart)).toEqual([
      ["c", "d", "e"],
      ["a", "b"],
    ]);
    expect(names([...apart, won("b", "c")])).toHaveLength(1);
  });
});
