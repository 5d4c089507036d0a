import { expect, test } from "vitest";
import { LatestOnly } from "./latest-only";

test("what is wanted while something else is done gives way to what is wanted later", async () => {
  const latest = new LatestOnly();
  const done: string[] = [];
  const ends: (() => void)[] = [];
  const work = (name: string) => () =>
    new Promise<void>((resolve) => {
      done.push(name);
      ends.push(resolve);
    });
  for (const name of ["first", "second", "third"]) latest.want(work(name));
  expect(done).toEqual(["first"]);
  ends[0]?.();
  await Promise.resolve();
  await Promise.resolve();
  expect(done).toEqual(["first", "third"]);
  ends[1]?.();
  await Promise.resolve();
  await Promise.resolve();
  latest.want(work("fourth"));
  expect(done).toEqual(["first", "third", "fourth"]);
});
