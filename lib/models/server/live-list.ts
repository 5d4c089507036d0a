import "server-only";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { type AppError, AppFailure, appError } from "@/lib/core/app-error";
import { err, ok, type Result } from "@/lib/core/result";
import { upstreamError } from "@/lib/siliconflow/errors";
import { operations } from "@/lib/siliconflow/operations";
import { modelListResponseSchema } from "@/lib/siliconflow/schema/models";
import { readText, type Upstream } from "@/lib/siliconflow/server/upstream";

const freshForMs = 5 * 60 * 1000;
const maxListBytes = 4 * 1024 * 1024;
const { method, path: listPath } = operations.models;

const knownSchema = z.object({ ids: z.array(z.string()), fetchedAt: z.number() });
type Known = z.infer<typeof knownSchema>;

/** The ids that SiliconFlow listed, and when, in epoch milliseconds; `stale` when it could not be asked since. */
export type Listed = Known & { stale: boolean };

/**
 * One kind of models as SiliconFlow lists them, at most five minutes old; older only while it cannot be asked or says
 * that there are none. The last list is kept in `file`, so that a restart in such an hour has it too.
 */
export class LiveList {
  private readonly upstream: Upstream;
  private readonly query: string;
  private readonly file: string | undefined;
  private known: Known | undefined;
  private asking: Promise<Result<Listed, AppError>> | undefined;

  /** `query` is how SiliconFlow is asked for this kind; empty for all. */
  constructor({ upstream, query, file }: { upstream: Upstream; query: string; file?: string | undefined }) {
    this.upstream = upstream;
    this.query = query;
    this.file = file;
  }

  async read(): Promise<Result<Listed, AppError>> {
    if (this.known && Date.now() - this.known.fetchedAt < freshForMs)
      return ok({ ...this.known, stale: false });
    this.asking ??= this.ask().finally(() => {
      this.asking = undefined;
    });
    const fetched = await this.asking;
    if (fetched.ok && fetched.value.ids.length > 0) return fetched;
    this.known ??= await this.kept();
    return this.known ? ok({ ...this.known, stale: true }) : fetched;
  }

  private async ask(): Promise<Result<Listed, AppError>> {
    const asked = this.query === "" ? listPath : `${listPath}?${this.query}`;
    const reply = await this.upstream.call({ method, path: asked }, new AbortController().signal);
    if (!reply.ok) return reply;
    const { status, headers, body } = reply.value;
    try {
      const text = await readText(body, maxListBytes);
      if (status !== 200) return err(upstreamError({ status, body: text, ...headers }));
      const { data } = modelListResponseSchema.parse(JSON.parse(text));
      const known = { ids: data.map(({ id }) => id), fetchedAt: Date.now() };
      if (known.ids.length > 0) await this.keep(known);
      return ok({ ...known, stale: false });
    } catch (thrown) {
      return err(thrown instanceof AppFailure ? thrown.error : appError("malformed-response"));
    }
  }

  private async keep(known: Known): Promise<void> {
    this.known = known;
    if (!this.file) return;
    const unfinished = `${this.file}.new`;
    try {
      await mkdir(path.dirname(this.file), { recursive: true });
      await writeFile(unfinished, JSON.stringify(known));
      await rename(unfinished, this.file);
    } catch {
      // A full disk keeps nobody from choosing a model.
    }
  }

  private async kept(): Promise<Known | undefined> {
    if (!this.file) return undefined;
    const text = await readFile(this.file, "utf8").catch(() => undefined);
    try {
      return text === undefined ? undefined : knownSchema.parse(JSON.parse(text));
    } catch {
      return undefined;
    }
  }
}
