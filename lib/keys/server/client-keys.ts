import "server-only";
import { timingSafeEqual } from "node:crypto";
import { type Stats, statSync } from "node:fs";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { env } from "@/lib/env/server/env";
import { logger } from "@/lib/log/server/logger";
import { type ClientKey, type KeyFault, readKeyFile, type StoredKey } from "./key-file";
import { digestOf, idOf, isBrokenKey } from "./key-form";

type KeySources = {
  /** Keys of the environment: no limits, no names. */
  environment: readonly string[];
  /** Need not exist. */
  file?: string;
  /** Hears what is wrong with the file, once a version of it. */
  onFaults?: (faults: readonly KeyFault[]) => void;
  now?: () => number;
};

/** More keys than anybody hands out. */
const mostBytes = 4 * 1024 * 1024;

const codeOf = (thrown: unknown) =>
  thrown instanceof Error && "code" in thrown ? String(thrown.code) : "unreadable";

/** A file, why nobody can tell, or nothing where there is none. */
type Found = Stats | string | undefined;

function look(file: string): Found {
  try {
    return statSync(file, { throwIfNoEntry: false });
  } catch (thrown) {
    return codeOf(thrown);
  }
}

/** The time of the last change of rights too: a file that nobody could read may have become readable. */
const versionOf = (found: Found): string =>
  typeof found === "object"
    ? `${found.mtimeMs} ${found.ctimeMs} ${found.size} ${found.ino}`
    : (found ?? "none");

const settled = Promise.resolve();

/**
 * The keys with which other programs come: those of the environment, and those of the administrator's file, which is
 * read again when it has changed. A file that cannot be read leaves the last good keys in force.
 */
export class ClientKeys {
  private readonly sources: KeySources;
  private readonly fixed: readonly StoredKey[];
  private filed: readonly StoredKey[] = [];
  private fileExists = false;
  private version: string | undefined;
  private looking: Promise<void> | undefined;
  private told = "[]";
  private fileFaults: readonly KeyFault[] = [];

  constructor(sources: KeySources) {
    this.sources = sources;
    this.fixed = sources.environment.map((plain) => {
      const digest = digestOf(plain);
      return { digest, client: { id: idOf(digest) }, expiresAt: Number.POSITIVE_INFINITY, plain };
    });
  }

  /**
   * Whether programs need a key. A file asks for one even when it is empty or wrong: who takes the last key away, or
   * mistypes, must not open the door.
   */
  get required(): boolean {
    return this.fixed.length > 0 || this.fileExists;
  }

  get count(): number {
    return this.fixed.length + this.filed.length;
  }

  get faults(): readonly KeyFault[] {
    const broken = this.fixed.filter(({ plain }) => isBrokenKey(plain ?? ""));
    const reason = "a key was mistyped: its last six signs do not fit";
    return [...broken.map(() => ({ line: 0, field: "ALLOW_CLIENT_KEYS", reason })), ...this.fileFaults];
  }

  /** What the administrator calls keys, by their digits. */
  get names(): Record<string, string> {
    return Object.fromEntries(this.filed.flatMap(({ client: { id, name } }) => (name ? [[id, name]] : [])));
  }

  /** Those that are known in full, so that the self-check can look for them. */
  get plain(): string[] {
    return [...this.fixed, ...this.filed].flatMap(({ plain }) => plain ?? []);
  }

  /**
   * Who comes with a key. Every key is compared in the same time, whether it fits or not. One that stands in the file and in
   * the environment has the file's limits and end.
   */
  find(token: string): ClientKey | undefined {
    if (isBrokenKey(token)) return undefined;
    const given = digestOf(token);
    let found: StoredKey | undefined;
    for (const stored of [...this.filed, ...this.fixed])
      if (timingSafeEqual(stored.digest, given)) found ??= stored;
    const now = (this.sources.now ?? Date.now)();
    return found && now < found.expiresAt ? found.client : undefined;
  }

  /**
   * Reads the file when it has changed; calls that come together read once. Never rejects.
   * It is looked at before every call, at once: a look takes some microseconds, and ten times that by way of a thread.
   */
  refresh(): Promise<void> {
    this.looking ??= this.look()?.finally(() => {
      this.looking = undefined;
    });
    return this.looking ?? settled;
  }

  private look(): Promise<void> | undefined {
    const { file } = this.sources;
    if (!file) return undefined;
    const found = look(file);
    const version = versionOf(found);
    if (version === this.version) return undefined;
    this.version = version;
    return this.change(file, found);
  }

  private async change(file: string, found: Found): Promise<void> {
    if (found === undefined) this.take([], []);
    else await this.read(file, typeof found === "string" ? undefined : found);
    this.fileExists = found !== undefined;
  }

  private async read(file: string, found: Stats | undefined): Promise<void> {
    // Reading a pipe would wait for ever, and all calls with it.
    if (found && !found.isFile()) return this.keep("a file is expected");
    if (found && found.size > mostBytes) return this.keep("a file of 4 MiB at most is expected");
    try {
      const { keys, faults } = readKeyFile(await readFile(file, "utf8"));
      this.take(faults.length > 0 ? this.filed : keys, faults);
    } catch (thrown) {
      this.version = undefined; // may pass: the next call tries again
      this.keep(codeOf(thrown));
    }
  }

  private keep(reason: string): void {
    this.take(this.filed, [{ line: 1, reason }]);
  }

  private take(keys: readonly StoredKey[], faults: readonly KeyFault[]): void {
    this.filed = keys;
    this.fileFaults = faults;
    const told = JSON.stringify([this.version, faults]);
    if (faults.length > 0 && told !== this.told) this.sources.onFaults?.(faults);
    this.told = told;
  }
}

/** Where the administrator's keys lie in a data directory. */
export const keyFileIn = (dataDirectory: string): string => path.join(dataDirectory, "keys.json");

/** Shared by the bundles of this process. */
const shared = globalThis as typeof globalThis & { playgroundClientKeys?: ClientKeys };

/** The keys of this server. */
export function clientKeys(): ClientKeys {
  const { clientKeys: environment, dataDirectory } = env();
  shared.playgroundClientKeys ??= new ClientKeys({
    environment,
    file: keyFileIn(dataDirectory),
    onFaults: (faults) =>
      logger().error({ file: "keys.json", faults }, "the file of keys has faults; the last good keys stay"),
  });
  return shared.playgroundClientKeys;
}
