import "server-only";
import { timingSafeEqual } from "node:crypto";
import { readFile, stat } from "node:fs/promises";
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

const codeOf = (thrown: unknown) =>
  thrown instanceof Error && "code" in thrown ? String(thrown.code) : "unreadable";

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

  /** Who comes with a key. Every key is compared in the same time, whether it fits or not. */
  find(token: string): ClientKey | undefined {
    if (isBrokenKey(token)) return undefined;
    const given = digestOf(token);
    const now = (this.sources.now ?? Date.now)();
    let found: ClientKey | undefined;
    for (const { digest, client, expiresAt } of [...this.fixed, ...this.filed])
      if (timingSafeEqual(digest, given) && now < expiresAt) found ??= client;
    return found;
  }

  /** Reads the file when it has changed; calls that come together look once. Never rejects. */
  refresh(): Promise<void> {
    this.looking ??= this.look().finally(() => {
      this.looking = undefined;
    });
    return this.looking;
  }

  private async look(): Promise<void> {
    const { file } = this.sources;
    if (!file) return;
    const version = await stat(file).then(
      ({ mtimeMs, size, ino }) => `${mtimeMs} ${size} ${ino}`,
      (thrown) => codeOf(thrown),
    );
    if (version === this.version) return;
    this.version = version;
    if (version === "ENOENT") this.take([], []);
    else await this.read(file);
    this.fileExists = version !== "ENOENT";
  }

  private async read(file: string): Promise<void> {
    try {
      const { keys, faults } = readKeyFile(await readFile(file, "utf8"));
      this.take(faults.length > 0 ? this.filed : keys, faults);
    } catch (thrown) {
      this.take(this.filed, [{ line: 1, reason: codeOf(thrown) }]);
    }
  }

  private take(keys: readonly StoredKey[], faults: readonly KeyFault[]): void {
    this.filed = keys;
    this.fileFaults = faults;
    if (faults.length > 0) this.sources.onFaults?.(faults);
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
