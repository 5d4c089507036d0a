import "server-only";
import { mkdir, readFile, rename, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { type Database, openDatabase } from "./database";

/* What tests share. */

const packageFile = "node_modules/@electric-sql/pglite/package.json";

/** Where an empty database lies as a file, made by the first that asks. */
async function emptyDatabase(): Promise<string> {
  const { version }: { version: string } = JSON.parse(await readFile(packageFile, "utf8"));
  const file = path.resolve(`node_modules/.cache/empty-database-${version}.tar`);
  if (await stat(file).catch(() => undefined)) return file;
  const client = await PGlite.create();
  const copy = Buffer.from(await (await client.dumpDataDir("none")).arrayBuffer());
  await client.close();
  await mkdir(path.dirname(file), { recursive: true });
  const unfinished = `${file}.${process.pid}`;
  await writeFile(unfinished, copy);
  await rename(unfinished, file); // others that make one at the same time find none or a whole one
  return file;
}

/** A database in memory, with its tables and nothing in them. Making one anew takes six times as long (2.5 s). */
export async function openTestDatabase(): Promise<Database> {
  return openDatabase(new Blob([await readFile(await emptyDatabase())]));
}
