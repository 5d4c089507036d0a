import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { copyEmptyDatabase } from "./empty-database";
import { startParameters } from "./start-command";

const root = new URL("../..", import.meta.url).pathname;

/** Another server of the same build, started as `npm start` does, with settings and an empty database of its own. */
export class App {
  readonly url: string;
  output = "";
  private child: ChildProcess | undefined;
  private readonly settings: Record<string, string>;
  readonly dataDirectory: string;

  constructor(port: number, settings: Record<string, string> = {}) {
    this.url = `http://127.0.0.1:${port}`;
    this.dataDirectory = mkdtempSync(path.join(tmpdir(), "playground-"));
    this.settings = { PORT: String(port), DATA_DIR: this.dataDirectory, LOG_LEVEL: "warn", ...settings };
  }

  /** Resolves when it can serve; fails with what it printed when it ends before. */
  async start(): Promise<void> {
    const {
      SIMULATOR_URL: _,
      SILICONFLOW_API_KEY: __,
      SILICONFLOW_BASE_URL: ___,
      ...environment
    } = process.env;
    copyEmptyDatabase(this.settings["DATA_DIR"] ?? this.dataDirectory);
    const child = spawn(process.execPath, startParameters, {
      cwd: root,
      env: { ...environment, ...this.settings },
    });
    this.child = child;
    const note = (chunk: Buffer) => {
      this.output += chunk.toString();
    };
    child.stdout.on("data", note);
    child.stderr.on("data", note);
    for (;;) {
      if (child.exitCode !== null) throw new Error(this.output);
      const ready = await fetch(`${this.url}/api/ready`).then(
        (response) => response.ok,
        () => false,
      );
      if (ready) return;
      const looked = new AbortController();
      const { signal } = looked;
      await Promise.race([
        once(child, "exit", { signal }).catch(() => {}),
        once(child.stdout, "data", { signal }).catch(() => {}),
        new Promise((resolve) => setTimeout(resolve, 100)),
      ]);
      looked.abort();
    }
  }

  /** Ends it and gives its exit code. */
  async end(signal: NodeJS.Signals = "SIGTERM"): Promise<number | null> {
    const { child } = this;
    // One that was killed has a signal and no code.
    if (!child || child.exitCode !== null || child.signalCode !== null) return child?.exitCode ?? null;
    const gone = once(child, "exit");
    child.kill(signal);
    await gone;
    return child.exitCode;
  }

  async dispose(): Promise<void> {
    await this.end("SIGKILL");
    rmSync(this.dataDirectory, { recursive: true, force: true });
  }
}
