import type { VoteRecord } from "./vote-record";

/** What votes say of a model. Ratings on the Elo scale: 400 points more are odds of ten to one. */
export type Rating = {
  model: string;
  rating: number;
  /** In 95 of 100 resamples of the votes the rating lies between these. */
  low: number;
  high: number;
  /** Against one other model each; a vote between four lanes is three games for the best. */
  games: number;
  wins: number;
  ties: number;
};

/** Models that have met, directly or through others, the best first. Ratings of different groups say nothing together. */
export type RatingGroup = Rating[];

/** What one vote counts: pairs of models by their number, the first with so many wins over the second. */
type Game = { winner: number; loser: number; tie: boolean };

/** Each model also has so many ties with an average one, so that who never lost has a finite rating. */
const priorGames = 1;
const eloPerNat = 400 / Math.LN10;
const meanRating = 1000;
const resamples = 400;

/**
 * Ratings by Bradley and Terry from votes: the best lane beats every other one, a tie is half a win for each of a
 * pair, and «all bad» counts for nothing. The mean of each group is 1000; a model that has met no other is in none. The
 * same votes give the same ratings, in whatever order they come.
 */
export function ratingsOf(votes: readonly VoteRecord[]): RatingGroup[] {
  const rounds = votes.toSorted((a, b) => (a.roundId < b.roundId ? -1 : 1));
  const models = [...new Set(rounds.flatMap(({ lanes }) => lanes))].sort();
  const numbers = new Map(models.map((model, number) => [model, number]));
  const played = rounds.map((vote) => gamesOf(vote, numbers)).filter((games) => games.length > 0);
  const point = strengthsOf(played, models.length);
  const ranges = rangesOf(played, point);
  const groups = groupsOf(played.flat(), models.length).map((group) => {
    const shift = meanRating - mean(group.map((number) => (point[number] ?? 0) * eloPerNat));
    const elo = (strength: number) => strength * eloPerNat + shift;
    const row = (number: number): Rating => {
      const own = point[number] ?? 0;
      const [low, high] = ranges[number] ?? [own, own];
      const counts = countsOf(played.flat(), number);
      return { model: models[number] ?? "", rating: elo(own), low: elo(low), high: elo(high), ...counts };
    };
    return group.map(row).sort((a, b) => b.rating - a.rating || (a.model < b.model ? -1 : 1));
  });
  return groups.sort((a, b) => b.length - a.length || ((a[0]?.model ?? "") < (b[0]?.model ?? "") ? -1 : 1));
}

function gamesOf({ lanes, vote }: VoteRecord, numbers: ReadonlyMap<string, number>): Game[] {
  const places = lanes.map((model) => numbers.get(model) ?? 0);
  switch (vote.kind) {
    case "bad":
      return [];
    case "best": {
      const winner = places[vote.lane];
      if (winner === undefined) return [];
      return places.flatMap((loser) => (loser === winner ? [] : [{ winner, loser, tie: false }]));
    }
    case "tie":
      return places.flatMap((winner, at) =>
        places.slice(at + 1).flatMap((loser) => (loser === winner ? [] : [{ winner, loser, tie: true }])),
      );
  }
}

function countsOf(games: readonly Game[], number: number): Pick<Rating, "games" | "wins" | "ties"> {
  const own = games.filter(({ winner, loser }) => winner === number || loser === number);
  const ties = own.filter(({ tie }) => tie).length;
  const wins = own.filter(({ winner, tie }) => winner === number && !tie).length;
  return { games: own.length, wins, ties };
}

/**
 * The natural logarithms of the models' strengths: the most likely ones, found by Hunter's MM iterations
 * (Annals of Statistics 32, 2004). `from` is where they begin; it changes only how long it takes.
 */
function strengthsOf(
  rounds: readonly (readonly Game[])[],
  models: number,
  from?: readonly number[],
): number[] {
  const wins = new Array<number>(models).fill(priorGames / 2);
  const meetings = new Map<number, number>();
  for (const games of rounds)
    for (const { winner, loser, tie } of games) {
      wins[winner] = (wins[winner] ?? 0) + (tie ? 0.5 : 1);
      wins[loser] = (wins[loser] ?? 0) + (tie ? 0.5 : 0);
      const pair = Math.min(winner, loser) * models + Math.max(winner, loser);
      meetings.set(pair, (meetings.get(pair) ?? 0) + 1);
    }
  const pairs = [...meetings]
    .sort(([a], [b]) => a - b)
    .map(([pair, games]) => ({ one: Math.floor(pair / models), other: pair % models, games }));
  let strengths = from ? from.map(Math.exp) : new Array<number>(models).fill(1);
  for (let round = 0; round < 5000; round += 1) {
    const next = improved(strengths, wins, pairs);
    const change = Math.max(0, ...next.map((value, at) => Math.abs(Math.log(value / (strengths[at] ?? 1)))));
    strengths = next;
    if (change < 1e-7) break;
  }
  return strengths.map(Math.log);
}

type Meeting = { one: number; other: number; games: number };

function improved(
  strengths: readonly number[],
  wins: readonly number[],
  pairs: readonly Meeting[],
): number[] {
  const shares = strengths.map((own) => priorGames / (own + 1));
  for (const { one, other, games } of pairs) {
    const share = games / ((strengths[one] ?? 1) + (strengths[other] ?? 1));
    shares[one] = (shares[one] ?? 0) + share;
    shares[other] = (shares[other] ?? 0) + share;
  }
  return wins.map((won, at) => won / (shares[at] ?? 1));
}

/** Between which strengths each model lies when votes are drawn again from the votes; never without its own. */
function rangesOf(rounds: readonly (readonly Game[])[], point: readonly number[]): [number, number][] {
  const random = randomFrom(rounds.length);
  const found = Array.from({ length: resamples }, () => {
    const drawn = rounds.flatMap(() => [rounds[Math.floor(random() * rounds.length)] ?? []]);
    return strengthsOf(drawn, point.length, point);
  });
  return point.map((own, at) => {
    const sorted = found.map((strengths) => strengths[at] ?? own).sort((a, b) => a - b);
    const quantile = (share: number) => sorted[Math.round(share * (sorted.length - 1))] ?? own;
    return [Math.min(own, quantile(0.025)), Math.max(own, quantile(0.975))];
  });
}

/** The numbers of the models that have met, directly or through others. */
function groupsOf(games: readonly Game[], models: number): number[][] {
  const group = Array.from({ length: models }, (_, number) => number);
  for (const { winner, loser } of games) {
    const [kept, joined] = [group[winner], group[loser]];
    if (kept === joined) continue;
    for (const [number, of] of group.entries()) if (of === joined) group[number] = kept ?? 0;
  }
  return [...new Set(group)]
    .map((wanted) => [...group.keys()].filter((number) => group[number] === wanted))
    .filter((members) => members.length > 1);
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Numbers from 0 up to 1 that are the same for the same seed: Mulberry32. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
