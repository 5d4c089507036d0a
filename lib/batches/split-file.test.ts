import { expect, test } from "vitest";
import { checkFile } from "./check-file";
import { splitFile } from "./split-file";

const line = (id: number) =>
  `${JSON.stringify({ custom_id: `r-${id}`, body: { model: "m", messages: [{ role: "user", content: "x" }] } })}\n`;
const takesBatches = () => true;

test("DA3: a file of 12,001 requests becomes three that are taken, and no line is lost", async () => {
  const lines = Array.from({ length: 12_001 }, (_, id) => line(id));
  const file = new Blob(lines);
  const whole = await checkFile(file, { takesBatches });
  expect(whole.counts).toEqual({ "too-many-lines": 1 });
  const parts = splitFile(file, whole.requests);
  expect((await Promise.all(parts.map(({ blob }) => blob.text()))).join("")).toBe(lines.join(""));
  const reports = await Promise.all(parts.map(({ blob }) => checkFile(blob, { takesBatches })));
  expect(parts.map(({ requests }) => requests)).toEqual([5000, 5000, 2001]);
  expect(reports.map(({ requests, found }) => [requests.length, found])).toEqual([
    [5000, 0],
    [5000, 0],
    [2001, 0],
  ]);
});

test("a file that is over 1 GB is parted between two lines", () => {
  // Nothing of it is read, so only its places have to be there.
  const third = 400 * 1024 * 1024;
  const places = [0, 1, 2].map((at) => ({ line: at + 1, offset: at * third, bytes: third - 1 }));
  const cuts: [number, number][] = [];
  const file = { size: 3 * third, type: "", slice: (from: number, to: number) => cuts.push([from, to]) };
  splitFile(file as unknown as Blob, places);
  expect(cuts).toEqual([
    [0, 2 * third],
    [2 * third, 3 * third],
  ]);
});

test("nothing is parted of a file without requests", () => expect(splitFile(new Blob(), [])).toEqual([]));
