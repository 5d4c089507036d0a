import { afterEach, expect, test, vi } from "vitest";
import { searchSecrets, type Text } from "./secret-search";

afterEach(() => vi.unstubAllGlobals());

/** The server's side of the search: how many texts it was sent, and what it answers. */
function serverWith(secret: string | undefined) {
  let asked = 0;
  vi.stubGlobal("fetch", async (_: string, { body }: { body: Uint8Array<ArrayBuffer> }) => {
    asked += 1;
    const found = secret !== undefined && new TextDecoder().decode(body).includes(secret);
    return Response.json({ secrets: secret === undefined ? 0 : 1, found });
  });
  return () => asked;
}

async function* texts(count: number, last = ""): AsyncGenerator<Text> {
  for (let at = 0; at < count; at += 1)
    yield { place: `record ${at}`, text: at === count - 1 ? last : "words ".repeat(200_000) };
}

const { signal } = new AbortController();

test("a long history is searched in pieces, and how far it is can be told", async () => {
  serverWith("sk-0123456789abcdef");
  const told: number[] = [];
  const result = await searchSecrets(texts(12, "it is sk-0123456789abcdef"), signal, ({ bytes }) =>
    told.push(bytes),
  );
  expect(result).toMatchObject({ place: "record 11", possible: true, texts: 12 });
  expect(told.length).toBeGreaterThan(2);
  expect(told).toEqual(told.toSorted((a, b) => a - b));
});

test("where the server has no key, the history is not sent to it", async () => {
  const asked = serverWith(undefined);
  const result = await searchSecrets(texts(100), signal, () => {});
  expect(result).toMatchObject({ place: undefined, possible: false });
  expect(asked()).toBe(1);
});
