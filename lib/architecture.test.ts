import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { breaches, libraryNames } from "./architecture";

/** Pages whose journey has a name of its own, as the field calls what is done there. */
const journeyNames: Partial<Record<string, string>> = {
  batch: "batch-results",
  speech: "tts",
  transcription: "stt-upload",
};

const folders = ["app", "components", "lib", "e2e"];
const isTest = (file: string) => /\.(test|spec)\.tsx?$/.test(file);

const files = folders
  .flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" }).map((file) => `${folder}/${file}`),
  )
  .concat("instrumentation.ts", "instrumentation-client.ts", "proxy.ts", "next.config.ts")
  .filter((file) => /\.(tsx?|mjs)$/.test(file));
const sources = new Map(files.map((file) => [file, readFileSync(file, "utf8")]));
const product = [...sources].filter(([file]) => !isTest(file) && file !== "lib/architecture.ts");

/** The files, tests excepted, whose text has something in it. */
const filesWith = (pattern: RegExp) =>
  product.filter(([, source]) => pattern.test(source)).map(([file]) => file);

describe("who may import whom", () => {
  test("nothing crosses a fence", () => {
    expect(product.flatMap(([file, source]) => breaches(file, source))).toEqual([]);
  });

  test.each([
    ["components/ui/a.tsx", "@/lib/chat/x"],
    ["components/ui/a.tsx", "@/components/shared/x"],
    ["components/shared/a.tsx", "@/components/chat/x"],
    ["components/shared/a.tsx", "@/lib/http/server/x"],
    ["components/shell/a.tsx", "@/components/chat/x"],
    ["components/chat/a.tsx", "@/components/image/x"],
    ["components/chat/a.tsx", "@/lib/image/x"],
    ["components/chat/a.tsx", "@/lib/runs/server/x"],
    ["components/chat/a.tsx", "@/lib/simulator/x"],
    ["app/page.tsx", "@/lib/simulator/x"],
    ["lib/core/a.ts", "@/lib/ui/x"],
    ["lib/siliconflow/a.ts", "@/lib/runs/x"],
    ["lib/siliconflow/a.ts", "@/lib/siliconflow/server/x"],
    ["lib/runs/a.ts", "@/lib/runs/server/x"],
    ["lib/runs/server/a.ts", "@/lib/gateway/server/x"],
    ["lib/history/a.ts", "@/components/chat/x"],
    ["lib/http/server/a.ts", "@/lib/runs/server/x"],
    ["lib/simulator/a.ts", "@/lib/siliconflow/errors"],
    ["lib/simulator/a.ts", "@/lib/core/x"],
    ["lib/newcomer/a.ts", "@/lib/core/x"],
    ["e2e/a.ts", "@/lib/core/x"],
  ])("a breach in %s that imports %s is noticed", (file, target) => {
    expect(breaches(file, `import { x } from "${target}";`)).toHaveLength(1);
    expect(breaches(file, `const x = await import("${target}");`)).toHaveLength(1);
  });

  test.each([
    ["components/chat/a.tsx", "@/lib/chat/x"],
    ["lib/simulator/a.ts", "@/lib/siliconflow/schema/chat"],
    ["app/api/x/route.ts", "@/lib/runs/server/x"],
  ])("%s may import %s", (file, target) => {
    expect(breaches(file, `import { x } from "${target}";`)).toEqual([]);
  });
});

describe("one thing has one home", () => {
  test("every server file carries the guard", () => {
    const server = product.filter(([file]) => file.startsWith("lib/") && file.includes("/server/"));
    const bare = server.filter(([, source]) => !source.startsWith('import "server-only";'));
    expect(bare.map(([file]) => file)).toEqual([]);
    expect(server.length).toBeGreaterThan(10);
  });

  test("each route handler is a declaration, under the path of its folder", () => {
    const all = product.filter(([file]) => file.endsWith("/route.ts"));
    const [routes, tables] = [false, true].map((whole) =>
      all.filter(([file]) => file.includes("/[...") === whole),
    );
    // One table of declarations serves the whole of the client door.
    expect(tables?.map(([file]) => file)).toEqual(["app/v1/[...path]/route.ts"]);
    expect(tables?.[0]?.[1]).toContain("serveTable(clientDoor)");
    for (const [file, source] of routes ?? []) {
      const path = file
        .replace(/^app/, "")
        .replace(/\/route\.ts$/, "")
        .replace(/\[(\w+)\]/g, ":$1");
      expect(source, file).toContain(`path: "${path}"`);
      const handlers = [...source.matchAll(/export (?:const|async function|function) ([A-Z]+)/g)].map(
        ([, name]) => name,
      );
      expect(handlers.length, file).toBeGreaterThan(0);
      for (const name of handlers) {
        expect(source, file).toMatch(
          new RegExp(`export const ${name} = serve\\(\n  define(Upload)?Route\\(\\{`),
        );
        expect(source, file).toContain(`method: "${name}"`);
      }
    }
    expect(routes?.length).toBeGreaterThan(5);
  });

  test("only one file calls SiliconFlow, and only one fetches what it made", () => {
    expect(filesWith(/^import \{[^;]*from "undici"/m)).toEqual([
      "lib/media/server/media-source.ts",
      "lib/siliconflow/server/upstream.ts",
      "e2e/bench/bare-relay.ts", // calls the rig of the benchmarks
    ]);
    const callers = filesWith(/(?<![.\w])fetch\(|https?\.(request|get)\(/);
    expect(callers.filter((file) => file.includes("/server/") || file.startsWith("app/"))).toEqual([]);
  });

  test("only one file knows the browser's database, and only one reads the environment", () => {
    expect(filesWith(/extends Dexie/)).toEqual(["lib/history/database.ts"]);
    const readers = filesWith(/process\.env(?!\["NEXT_RUNTIME"\]|\.NODE_ENV)/);
    expect(readers.filter((file) => !/^(lib\/launch|e2e)\//.test(file))).toEqual(["lib/env/server/env.ts"]);
  });

  test("what browsers give to secure pages alone is asked for where its absence is provided for", () => {
    const inBrowsers = (file: string) => !/\/server\/|^lib\/(simulator|launch)\/|^e2e\//.test(file);
    const users = filesWith(
      /crypto\.(randomUUID|subtle)|\brandomUUID\b.*= crypto|navigator\.locks|\blocks\b.*= navigator/,
    );
    expect(users.filter(inBrowsers)).toEqual(["lib/core/random-uuid.ts", "lib/core/tab-locks.ts"]);
  });

  test("each folder of lib says what it is", () => {
    const names = new Set(
      product.map(([file]) => /^lib\/([\w-]+)\//.exec(file)?.[1]).filter((name) => name !== undefined),
    );
    const silent = [...names].filter((name) => !readdirSync(`lib/${name}`).includes("README.md"));
    expect(silent).toEqual([]);
  });

  test("each capability has a page, a library and a journey", () => {
    const pages = readdirSync("app/(playground)", { withFileTypes: true }).filter((entry) =>
      entry.isDirectory(),
    );
    const journeys = readdirSync("e2e/journeys");
    for (const { name } of pages) {
      expect(journeys).toContain(`${journeyNames[name] ?? name}.spec.ts`);
      expect(readdirSync("lib")).toContain(libraryNames[name] ?? name);
    }
    expect(pages.length).toBeGreaterThan(0);
  });
});

test("what is loaded when it is first shown has a boundary of its own: without one the page would wait for it", () => {
  const calls = product.flatMap(([file, source]) =>
    [...source.matchAll(/= dynamic\(([\s\S]*?)\);/g)].map(([, options = ""]) => ({ file, options })),
  );
  expect(calls.length).toBeGreaterThan(10);
  expect(calls.filter(({ options }) => !/ssr: false/.test(options)).map(({ file }) => file)).toEqual([]);
});

test("a part that is not there yet when the network goes is waited for, and does not cost the page", () => {
  const loads = product.flatMap(([file, source]) =>
    [...source.matchAll(/(?:dynamic|lazy)\((?:[^;]*?)import\(/g)].map(([load]) => ({ file, load })),
  );
  expect(loads.length).toBeGreaterThan(30);
  // What loads by a function of its own waits there.
  const bare = loads.filter(({ file, load }) => file.endsWith(".tsx") && !load.includes("whenOnline"));
  expect(bare.map(({ file }) => file)).toEqual([]);
});

describe("what is kept out", () => {
  test.each([
    ["server actions", /["']use server["']/],
    ["rewrites", /\brewrites\s*[:(]/],
    ["variables baked into pages", /NEXT_PUBLIC_/],
    ["code made of text", /\beval\(|new Function\(/],
    ["raw HTML of a model", /rehype-raw|\.innerHTML\s*=/],
  ])("%s", (_, pattern) => expect(filesWith(pattern)).toEqual([]));

  test("a script's address or text from anywhere but one constant", () => {
    expect(filesWith(/dangerouslySetInnerHTML=/)).toEqual(["components/shell/trusted-types-policy.tsx"]);
  });

  test("versions with known holes", () => {
    const lock: { packages: Record<string, { version?: string }> } = JSON.parse(
      readFileSync("package-lock.json", "utf8"),
    );
    const parts = (version: string) => version.split(".").map(Number);
    for (const [name, floor] of [
      ["next", "16.4.5"],
      ["react", "19.2.6"],
      ["react-dom", "19.2.6"],
      ["ai", "6.0.203"],
    ]) {
      const [major = 0, minor = 0, patch = 0] = parts(
        lock.packages[`node_modules/${name}`]?.version ?? "0.0.0",
      );
      const [floorMajor = 0, floorMinor = 0, floorPatch = 0] = parts(floor ?? "");
      const value = (major * 1000 + minor) * 10_000 + patch;
      expect(value, name).toBeGreaterThanOrEqual((floorMajor * 1000 + floorMinor) * 10_000 + floorPatch);
    }
  });

  test("private addresses in the lock file", () => {
    expect(readFileSync("package-lock.json", "utf8")).not.toContain('"resolved"');
  });
});
