import { fork } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { NewBatchPage } from "../support/new-batch-page";
import { launch } from "./browser";
import type { Measurement } from "./measurement";
import { mostDuring, residentMb } from "./process-meter";
import { type Row, row } from "./row";
import { root, type Stage } from "./stage";
import { median } from "./statistics";

const model = "deepseek-ai/DeepSeek-V3";
const requests = 5000;
const checkedMb = 200;
const uploadedMb = 1024;
const mebibyte = 1024 * 1024;
const limitMs = 300_000;
const rounds = 3;

const checkFile = fileURLToPath(import.meta.resolve("./check-batch-file.ts"));

/** Requests of different words that together have so many mebibytes. */
async function writeRequests(file: string, megabytes: number): Promise<void> {
  const handle = await open(file, "w");
  const words = "The quick brown fox jumps over the lazy dog; 敏捷的棕色狐狸跳过懒狗。 ";
  const length = Math.floor((megabytes * mebibyte) / requests);
  for (let at = 0; at < requests; at += 1) {
    const begun = JSON.stringify({
      custom_id: `request-${at}`,
      method: "POST",
      url: "/v1/chat/completions",
      body: { model, max_tokens: 1, messages: [{ role: "user", content: `${at} ` }] },
    });
    const room = length - Buffer.byteLength(begun) - 1;
    const more = words.repeat(Math.floor(room / Buffer.byteLength(words)));
    const filled = begun.replace(`"${at} "`, `"${at} ${more}"`);
    await handle.writeFile(`${filled}${" ".repeat(length - Buffer.byteLength(filled) - 1)}\n`);
  }
  await handle.close();
}

async function sha256Of(file: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(file)) hash.update(chunk);
  return hash.digest("hex");
}

const checkedSchema = z.object({ ms: z.number(), requests: z.number(), found: z.number() });

/** Checks a file in a process of its own: how long that took, and the most memory. */
async function checked(way: "product" | "naive", file: string) {
  const child = fork(checkFile, [way, file], { cwd: root, execArgv: ["--import", "tsx"] });
  const reply = once(child, "message");
  const most = await mostDuring(child.pid ?? 0, reply);
  const { ms, ...counts } = checkedSchema.parse((await reply)[0]);
  if (counts.requests !== requests || counts.found !== 0) throw new Error(JSON.stringify(counts));
  return { ms, most: most ?? 0 };
}

async function checking(stage: Stage): Promise<Row[]> {
  const file = path.join(stage.folder(), "requests.jsonl");
  await writeRequests(file, checkedMb);
  const product: { ms: number; most: number }[] = [];
  const naive: { ms: number; most: number }[] = [];
  for (let round = 0; round < rounds; round += 1) {
    product.push(await checked("product", file));
    naive.push(await checked("naive", file));
  }
  const ms = (all: typeof product) => median(all.map((one) => one.ms));
  const most = (all: typeof product) => median(all.map((one) => one.most));
  const speed = Math.round((1000 * checkedMb) / (ms(product) ?? Number.NaN));
  return [
    row({
      name: `check of ${checkedMb} MB in ${requests} requests`,
      unit: "ms",
      product: ms(product),
      reference: ms(naive),
      referenceName: "the whole file as text, line by line",
      goal: { kind: "ratio", atMost: 1.5 },
      note: `${speed} MB/s; the reference finds no byte offsets, duplicate members or bad bytes`,
    }),
    row({
      name: "most memory meanwhile",
      unit: "MB",
      product: most(product),
      reference: most(naive),
      referenceName: "the whole file as text",
      goal: { kind: "ratio", atMost: 0.4 },
    }),
  ];
}

const logSchema = z.object({ requests: z.array(z.object({ path: z.string(), body: z.unknown() })) });

/** What the simulator says of the files that it was given. */
async function filesAt(url: string): Promise<string> {
  const log = logSchema.parse(await (await fetch(`${url}/__control/requests`)).json());
  return JSON.stringify(log.requests.filter((request) => request.path === "/v1/files"));
}

async function sending(stage: Stage, chromiumPath: string): Promise<Row[]> {
  const simulator = await stage.simulator();
  const server = await stage.server(simulator.url);
  const file = path.join(stage.folder(), "requests.jsonl");
  await writeRequests(file, uploadedMb);
  const digest = await sha256Of(file);
  const browser = await launch(chromiumPath);
  try {
    const context = await browser.newContext({ baseURL: server.url });
    const page = await context.newPage();
    const form = new NewBatchPage(page);
    await form.open();
    const session = await context.newCDPSession(page);
    const heapMb = async () => {
      await session.send("HeapProfiler.collectGarbage");
      const { usedSize, backingStorageSize = 0 } = z
        .object({ usedSize: z.number(), backingStorageSize: z.optional(z.number()) })
        .parse(await session.send("Runtime.getHeapUsage"));
      return (usedSize + backingStorageSize) / mebibyte;
    };
    const pageBefore = await heapMb();
    const chooser = page.waitForEvent("filechooser");
    await form.form.getByRole("button", { name: "Choose a file" }).click();
    await (await chooser).setFiles(file);
    await form.check.getByText("5,000 requests, nothing wrong.").waitFor({ timeout: limitMs });
    const before = residentMb(server.pid);
    let going = true;
    let pageMost = pageBefore;
    const send = async () => {
      await form.send.click();
      await page.getByRole("button", { name: "New batch" }).waitFor({ timeout: limitMs });
      while (!(await filesAt(simulator.url)).includes(digest)) await page.waitForTimeout(500);
      going = false;
    };
    const watch = async () => {
      while (going) {
        pageMost = Math.max(pageMost, await heapMb());
        await page.waitForTimeout(250);
      }
    };
    const work = send();
    const [most] = await Promise.all([mostDuring(server.pid, work), watch()]);
    return [
      row({
        name: "memory of the server while 1 GB is uploaded and handed on",
        unit: "MB",
        product: most,
        reference: before,
        referenceName: "before",
        goal: { kind: "added", atMost: 64 },
        note: "the file at the simulator has the same SHA-256",
      }),
      row({
        name: "memory of the page meanwhile",
        unit: "MB",
        product: pageMost,
        reference: pageBefore,
        referenceName: "before",
        goal: { kind: "added", atMost: 64 },
      }),
    ];
  } finally {
    await browser.close();
  }
}

export const batchFile: Measurement = {
  name: "batch-file",
  async measure({ stage, chromiumPath, note }) {
    const rows = await checking(stage);
    note("1 GB through page and server");
    return [...rows, ...(await sending(stage, chromiumPath))];
  },
};
