import fc from "fast-check";
import { expect, test } from "vitest";
import { GroupedWrites } from "./grouped-writes";

test("one item is written at once, and what comes meanwhile or during the rest is written together", async () => {
  const groups: number[][] = [];
  let finish: () => void = () => {};
  let goOn: () => void = () => {};
  const writes = new GroupedWrites<number>(
    (items) => {
      groups.push([...items]);
      return new Promise((resolve) => {
        finish = resolve;
      });
    },
    () =>
      new Promise((resolve) => {
        goOn = resolve;
      }),
  );
  const first = writes.add(1);
  const others = [writes.add(2)];
  expect(groups).toEqual([[1]]);
  finish();
  await first;
  others.push(writes.add(3));
  await Promise.resolve();
  expect(groups).toEqual([[1]]);
  goOn();
  await Promise.resolve();
  expect(groups).toEqual([[1], [2, 3]]);
  finish();
  await Promise.all(others);
});

test("whatever comes when, each item is written once, in order, and only what cannot be written fails", async () => {
  const item = fc.record({ bad: fc.boolean(), turns: fc.nat(3) });
  await fc.assert(
    fc.asyncProperty(fc.array(item, { maxLength: 30 }), async (items) => {
      const kept: number[] = [];
      const write = async (group: readonly number[]) => {
        await Promise.resolve();
        if (group.some((index) => items[index]?.bad)) throw new Error("bad");
        kept.push(...group);
      };
      const writes = new GroupedWrites(write, () => Promise.resolve());
      const results: Promise<boolean>[] = [];
      for (const [index, { turns }] of items.entries()) {
        for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
        results.push(
          writes.add(index).then(
            () => true,
            () => false,
          ),
        );
      }
      expect(await Promise.all(results)).toEqual(items.map(({ bad }) => !bad));
      expect(kept).toEqual(items.flatMap(({ bad }, index) => (bad ? [] : [index])));
    }),
  );
});
