import { expect, test } from "vitest";
import { Turns } from "./turns";

test("so many are in at a time, and the others follow in the order in which they came", async () => {
  const turns = new Turns(2);
  const order: string[] = [];
  for (const id of ["a", "b", "c", "d"]) void turns.take(id).then(() => order.push(id));
  await Promise.resolve();
  expect(order).toEqual(["a", "b"]);
  turns.leave("b");
  await Promise.resolve();
  expect(order).toEqual(["a", "b", "c"]);
  turns.leave("a");
  turns.leave("c");
  await Promise.resolve();
  expect(order).toEqual(["a", "b", "c", "d"]);
});

test("what goes on already counts, and one that never went in gives no place away", async () => {
  const turns = new Turns(1);
  turns.enter("before");
  let isIn = false;
  void turns.take("next").then(() => {
    isIn = true;
  });
  turns.leave("never");
  await Promise.resolve();
  expect(isIn).toBe(false);
  turns.leave("before");
  await Promise.resolve();
  expect(isIn).toBe(true);
  expect(turns.has("next")).toBe(true);
});
