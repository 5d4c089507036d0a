import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { OpenCalls } from "./open-calls";

let calls = new OpenCalls();
let asked: (response: ServerResponse) => void = () => {};
const server = createServer((_, response) => {
  calls.watch(response);
  asked(response);
});
let url: string;

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.close();
  server.closeAllConnections();
});

test("who ends the process waits until every answer has been given", async () => {
  calls = new OpenCalls();
  await calls.over(60_000); // there is none
  const responses: ServerResponse[] = [];
  const both = new Promise<void>((resolve) => {
    asked = (response) => void (responses.push(response) === 2 && resolve());
  });
  const answers = [fetch(url), fetch(url)];
  await both;
  let isOver = false;
  const over = calls.over(60_000).then(() => {
    isOver = true;
  });
  responses[0]?.end("one");
  expect(await (await answers[0])?.text()).toBe("one");
  expect(isOver).toBe(false);
  responses[1]?.end("two");
  expect(await (await answers[1])?.text()).toBe("two");
  await over;
});

test("but not for ever", async () => {
  calls = new OpenCalls();
  const arrived = new Promise<void>((resolve) => {
    asked = () => resolve();
  });
  const caller = new AbortController();
  const answer = fetch(url, { signal: caller.signal }).catch(() => {});
  await arrived;
  await calls.over(10);
  caller.abort();
  await answer;
});
