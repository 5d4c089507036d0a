import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Simulator, startSimulator } from "@/lib/simulator/simulator";
import { control } from "@/lib/simulator/test-client";

let simulator: Simulator;
let directory: string;
beforeEach(async () => {
  simulator = await startSimulator({ speed: 0 });
  directory = await mkdtemp(path.join(tmpdir(), "catalogue-"));
});
afterEach(async () => {
  await simulator.close();
  await rm(directory, { recursive: true });
});

/** What `npm run catalogue` starts once it has seen to the dependencies, which no test should. */
const program = ["--conditions=react-server", "--import", "tsx", "lib/services/server/check-catalogue.ts"];

type Ended = { code: number; said: string; complained: string };

const check = (baseUrl = `${simulator.url}/v1`): Promise<Ended> =>
  new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      program,
      {
        env: {
          NODE_ENV: "production",
          SILICONFLOW_BASE_URL: baseUrl,
          SILICONFLOW_API_KEY: "sk-test",
          DATA_DIR: directory,
        },
      },
      (_error, said, complained) => resolve({ code: child.exitCode ?? -1, said, complained }),
    );
  });

const changed = (params: Record<string, string>) =>
  control(simulator, "POST", "scenario", { name: "models-changed", params });

describe("npm run catalogue", () => {
  test("ends with 0 where SiliconFlow lists what the catalogue has", async () => {
    const { code, said } = await check();
    expect(said).toMatch(
      /^Catalogue of \d{4}-\d\d-\d\d: 209 models\. http.* lists 91\.\nNo differences\.\n$/,
    );
    expect(code).toBe(0);
  });

  test("ends with 1 and names what is new, gone, or back", async () => {
    await changed({ remove: "Qwen/Qwen3-8B", add: "acme/New-1|Qwen/QwQ-32B-Preview" });
    const { code, said } = await check();
    expect(said).toMatch(/\nNew: .* \(1\)\n {2}acme\/New-1 \(chat, /);
    expect(said).toMatch(/\nGone: .* \(1\)\n {2}Qwen\/Qwen3-8B\n/);
    expect(said).toMatch(/\nChanged: .* \(1\)\n {2}Qwen\/QwQ-32B-Preview: retired → listed\n/);
    expect(code).toBe(1);
  });

  test("counts what the administrator's file has, and complains of what is wrong in it", async () => {
    await changed({ add: "acme/New-1" });
    const models = {
      "acme/New-1": { type: "text", sub_type: "chat", endpoint: "/chat/completions", status: "listed" },
      "Qwen/Qwen3-8B": { vendor: 1 },
    };
    await writeFile(path.join(directory, "models.json"), JSON.stringify({ models }));
    const { code, said, complained } = await check();
    expect(said).toContain("210 models");
    expect(complained).toContain("models.json, line 1: Qwen/Qwen3-8B · vendor");
    expect(code).toBe(0);
  });

  test("ends with 2 where the list cannot be read, is empty, or the configuration is wrong", async () => {
    await control(simulator, "POST", "scenario", { name: "error-502" });
    expect(await check()).toMatchObject({ code: 2, said: "" });
    await control(simulator, "DELETE", "scenario");
    expect(await check("not a URL")).toMatchObject({ code: 2, said: "" });
  });
});
