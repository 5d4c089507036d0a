import { execFileSync } from "node:child_process";
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { ClientKeys } from "./client-keys";
import { addKey, listKeys, removeKey } from "./edit-key-file";
import type { KeyFault } from "./key-file";
import { digestOf, newKey } from "./key-form";

let directory: string;
let file: string;
let heard: KeyFault[];
let now: number;

beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), "keys-"));
  file = path.join(directory, "keys.json");
  heard = [];
  now = Date.parse("2026-11-22T00:00:00Z");
});
afterEach(() => rmSync(directory, { recursive: true }));

const sha256 = (key: string) => digestOf(key).toString("hex");
const write = (keys: unknown) =>
  writeFileSync(file, typeof keys === "string" ? keys : JSON.stringify({ keys }));
const open = (environment: string[] = []) =>
  new ClientKeys({ environment, file, onFaults: (faults) => heard.push(...faults), now: () => now });

async function read(keys: ClientKeys): Promise<ClientKeys> {
  await keys.refresh();
  return keys;
}

const key = "sk-0123456789abcdef";

describe("a key of the file", () => {
  test("is known by its SHA-256 or in full, with its name and limits", async () => {
    write([
      { name: "Alice's laptop", sha256: sha256(key), models: ["Qwen/*"], requestsPerMinute: 60 },
      { name: "Bob", key: `${key}-bob`, yuanPerDay: 5 },
    ]);
    const keys = await read(open(["sk-of-the-environment"]));
    expect(keys.find(key)).toEqual({
      id: sha256(key).slice(0, 8),
      name: "Alice's laptop",
      models: ["Qwen/*"],
      requestsPerMinute: 60,
    });
    expect(keys.find(`${key}-bob`)).toMatchObject({ name: "Bob", yuanPerDay: 5 });
    expect(keys.find("sk-of-the-environment")).toEqual({ id: sha256("sk-of-the-environment").slice(0, 8) });
    expect(keys.names).toEqual({
      [sha256(key).slice(0, 8)]: "Alice's laptop",
      [sha256(`${key}-bob`).slice(0, 8)]: "Bob",
    });
    expect(keys.plain).toEqual(["sk-of-the-environment", `${key}-bob`]);
    expect(keys.faults).toEqual([]);
  });

  test("counts from when it is written on, and not any more from when it is taken away", async () => {
    const keys = await read(open());
    expect(keys.required).toBe(false);
    write([{ name: "Alice", sha256: sha256(key) }]);
    expect((await read(keys)).find(key)?.name).toBe("Alice");
    write([]);
    expect((await read(keys)).find(key)).toBeUndefined();
    // Who takes the last key away must not open the door.
    expect(keys.required).toBe(true);
    rmSync(file);
    expect((await read(keys)).required).toBe(false);
  });

  test("is refused from the beginning of its last day on, in UTC+8", async () => {
    write([{ name: "Alice", sha256: sha256(key), expires: "2027-01-01" }]);
    const keys = await read(open());
    now = Date.parse("2026-12-31T23:59:59+08:00");
    expect(keys.find(key)).toBeDefined();
    now = Date.parse("2027-01-01T00:00:00+08:00");
    expect(keys.find(key)).toBeUndefined();
  });

  test("is never another's, and what nobody made is nobody's", async () => {
    write([{ name: "Alice", sha256: sha256(key) }]);
    const keys = await read(open([`${key}0`]));
    expect(keys.find(key)?.name).toBe("Alice");
    expect(keys.find(`${key}0`)?.name).toBeUndefined();
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.nat({ max: key.length }).map((at) => key.slice(0, at)),
        ),
        (made) => {
          fc.pre(made !== key);
          expect(keys.find(made)).toBeUndefined();
        },
      ),
      { numRuns: 2000 },
    );
  });
});

describe("attacks", () => {
  test("10,000 keys that are made up, or are a key with one bit changed, are nobody's", async () => {
    const made = newKey();
    write([
      { name: "Alice", sha256: sha256(made) },
      { name: "Bob", sha256: sha256(key) },
    ]);
    const keys = await read(open(["sk-of-the-environment"]));
    const flipped = [made, key, "sk-of-the-environment"].flatMap((real) =>
      Array.from({ length: real.length * 7 }, (_, bit) => {
        const bytes = Buffer.from(real);
        bytes[Math.floor(bit / 7)] = (bytes[Math.floor(bit / 7)] ?? 0) ^ (1 << (bit % 7));
        return bytes.toString("latin1");
      }),
    );
    const random = Array.from({ length: 10_000 - flipped.length }, () => newKey());
    expect([...flipped, ...random].filter((one) => keys.find(one) !== undefined)).toEqual([]);
    expect(keys.find(made)?.name).toBe("Alice");
  });

  test("two keys that begin with the same 32 signs are never each other's", async () => {
    const same = `sk-${"a".repeat(29)}`;
    write([
      { name: "Alice", key: `${same}-alice` },
      { name: "Bob", key: `${same}-bob` },
    ]);
    const keys = await read(open());
    expect(keys.find(`${same}-alice`)?.name).toBe("Alice");
    expect(keys.find(`${same}-bob`)?.name).toBe("Bob");
    expect(keys.find(same)).toBeUndefined();
  });

  test("a key in both places has the limits and the end that the file gives it", async () => {
    write([{ name: "Alice", key, models: ["Qwen/*"], expires: "2026-12-01" }]);
    const keys = await read(open([key]));
    expect(keys.find(key)).toMatchObject({ name: "Alice", models: ["Qwen/*"] });
    now = Date.parse("2026-12-02T00:00:00Z");
    expect(keys.find(key)).toBeUndefined();
  });
});

describe("what is no file of keys", () => {
  beforeEach(() => write([{ name: "Alice", key }]));

  test.each<[string, () => void]>([
    ["a directory", () => mkdirSync(file)],
    ["a pipe", () => void execFileSync("mkfifo", [file])],
    ["10 MB", () => write(`{ "keys": [${" ".repeat(1e7)}] }`)],
  ])("(%s) stops no call and leaves the last good keys in force", async (_, make) => {
    const keys = await read(open());
    rmSync(file);
    make();
    await keys.refresh();
    expect(heard).toHaveLength(1);
    expect(keys.find(key)?.name).toBe("Alice");
    expect(keys.required).toBe(true);
  });

  test("a link is followed, and what it leads to later too", async () => {
    const real = path.join(directory, "real.json");
    renameSync(file, real);
    symlinkSync(real, file);
    const keys = await read(open());
    expect(keys.find(key)?.name).toBe("Alice");
    writeFileSync(real, JSON.stringify({ keys: [{ name: "Bob", key: `${key}-bob` }] }));
    await keys.refresh();
    expect(keys.find(key)).toBeUndefined();
    expect(keys.find(`${key}-bob`)?.name).toBe("Bob");
  });

  test("one that is replaced again and again while it is read is whole at every look", async () => {
    const keys = await read(open());
    for (let round = 0; round < 50; round += 1) {
      const looks = Promise.all(Array.from({ length: 4 }, () => keys.refresh()));
      writeFileSync(`${file}.new`, JSON.stringify({ keys: [{ name: `Alice ${round}`, key }] }));
      renameSync(`${file}.new`, file);
      await looks;
      expect(keys.find(key)?.name).toMatch(/^Alice/);
      expect((await read(keys)).find(key)?.name).toBe(`Alice ${round}`);
    }
    expect(heard).toEqual([]);
  });
});

describe("a file with a fault", () => {
  test.each<[string, string, Partial<KeyFault>]>([
    ["no JSON", '{ "keys": [\n', { line: 2 }],
    ["no list", '{ "keys": {} }', { line: 1, field: "keys" }],
    [
      "a field that is none",
      '{ "keys": [\n{ "name": "a", "key": "sk-0123456789abcdef",\n"rpm": 1 } ] }',
      { line: 3, field: "rpm" },
    ],
    [
      "a limit that is none",
      '{ "keys": [\n{ "name": "a", "key": "sk-0123456789abcdef",\n"requestsPerMinute": "60" } ] }',
      { line: 3, field: "requestsPerMinute" },
    ],
    [
      "a key where the name of a field belongs",
      `{ "keys": [\n{ "name": "a", "key": "${key}-a", "${key}": "Bob" }] }`,
      { line: 2, reason: "there is no such field" },
    ],
    ["a key with a space", `{ "keys": [{ "name": "a", "key": "${key} a" }] }`, { field: "key" }],
    [
      "a key that no header can carry",
      `{ "keys": [{ "name": "a", "key": "${key}钥匙" }] }`,
      { field: "key" },
    ],
    ["no key", '{ "keys": [\n\n{ "name": "a" } ] }', { line: 3 }],
    ["a short digest", '{ "keys": [{ "name": "a", "sha256": "abc" }] }', { line: 1, field: "sha256" }],
    [
      "a key that was mistyped",
      '{ "keys": [{ "name": "a", "key": "sk-sfp-0123456789" }] }',
      { field: "key" },
    ],
    [
      "two of one name",
      `{ "keys": [{ "name": "a", "key": "${key}" },\n{ "name": "a", "key": "${key}1" }] }`,
      { line: 2, field: "name" },
    ],
    [
      "one key twice",
      `{ "keys": [{ "name": "a", "key": "${key}" },\n{ "name": "b", "key": "${key}" }] }`,
      { line: 2, field: "sha256" },
    ],
    [
      "a day that is none",
      `{ "keys": [{ "name": "a", "key": "${key}", "expires": "tomorrow" }] }`,
      { field: "expires" },
    ],
  ])("(%s) is told with its line, and the last good keys stay", async (_, text, fault) => {
    write([{ name: "Alice", sha256: sha256("sk-alice-0123456789") }]);
    const keys = await read(open());
    write(text);
    await keys.refresh();
    expect(keys.faults[0]).toMatchObject(fault);
    expect(JSON.stringify(keys.faults)).not.toContain(key);
    expect(heard).toEqual(keys.faults);
    expect(keys.find("sk-alice-0123456789")).toBeDefined();
    await keys.refresh();
    expect(heard).toHaveLength(keys.faults.length); // once a version
  });

  test("opens the door to nobody where no key was good before", async () => {
    write("{");
    const keys = await read(open());
    expect(keys.required).toBe(true);
    expect(keys.find(key)).toBeUndefined();
  });

  test("may have comments, commas at the end, and what Windows puts before it", async () => {
    write(`\uFEFF{ // ours\n"keys": [{ "name": "a", "key": "${key}", }, ] }`);
    expect((await read(open())).find(key)?.name).toBe("a");
  });
});

test("a key of the environment that was mistyped is told of", () => {
  const made = newKey();
  expect(open([made, key]).faults).toEqual([]);
  expect(open([`${made}x`]).faults).toMatchObject([{ field: "ALLOW_CLIENT_KEYS" }]);
});

describe("npm run key", () => {
  test("writes a digest only, for nobody else to read, and leaves what else is in the file", async () => {
    writeFileSync(file, '{\n  // our keys\n  "keys": []\n}\n');
    chmodSync(file, 0o644);
    const added = await addKey(file, "Alice's laptop");
    expect(added.ok).toBe(true);
    const made = added.ok ? added.value : "";
    const text = readFileSync(file, "utf8");
    expect(text).toContain("// our keys");
    expect(text).not.toContain(made.slice(7));
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect((await read(open())).find(made)?.name).toBe("Alice's laptop");
  });

  test("makes the file where there is none, lists by name, and removes", async () => {
    await addKey(file, "Alice");
    await addKey(file, "Bob");
    expect(await addKey(file, "Bob")).toMatchObject({ ok: false });
    const names = async () => {
      const listed = await listKeys(file);
      return listed.ok ? listed.value.map(({ client }) => client.name) : [];
    };
    expect(await names()).toEqual(["Alice", "Bob"]);
    expect(await removeKey(file, "Alice")).toMatchObject({ ok: true });
    expect(await removeKey(file, "Alice")).toMatchObject({ ok: false });
    expect(await names()).toEqual(["Bob"]);
  });

  test("changes nothing in a file with a fault", async () => {
    writeFileSync(file, "{");
    expect(await addKey(file, "Alice")).toMatchObject({ ok: false });
    expect(readFileSync(file, "utf8")).toBe("{");
  });
});
