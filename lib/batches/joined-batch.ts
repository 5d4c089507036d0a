import { z } from "zod/mini";
import { parseJson } from "@/lib/core/parse-json";
import { messagesIn } from "./asked-messages";
import { type MatchRule, matchesOf } from "./compare-answer";
import { type JoinedRequest, type JoinedResults, joinResults, type ResultState } from "./join-results";
import { mostResultBytes, readLines } from "./read-lines";
import { type RequestResult, readResult } from "./read-results";
import type { BatchSource } from "./source";

/* A batch's requests with their results, of which only places and first words are held: the rest stays in the files. */

const shownSigns = 160;

const sentSchema = z.object({ custom_id: z.string() });

/** Where something stands. */
type Place = { file: Blob; offset: number; bytes: number };

type Sent = { customId: string; line: number; place: Place | undefined; prompt: string };
type Found = {
  customId: string;
  place: Place;
  result: {
    state: RequestResult["state"];
    inputTokens?: number | undefined;
    outputTokens?: number | undefined;
  };
  preview: string;
  finishReason: string | undefined;
  code: string | undefined;
  matches: Record<MatchRule, boolean> | undefined;
};
type Request = JoinedRequest<Found, Sent>;

/** A request as a list shows it. */
export type RequestSummary = {
  customId: string;
  line: number;
  state: ResultState;
  /** The first words of the request, and of the answer or failure. */
  prompt: string;
  preview: string;
  code: string | undefined;
  finishReason: string | undefined;
  inputTokens: number | undefined;
  outputTokens: number | undefined;
  expected: string | undefined;
  matches: Record<MatchRule, boolean> | undefined;
};

export type BatchSummary = {
  requests: RequestSummary[];
  counts: Record<ResultState, number>;
  /** Results of requests that the file does not have. */
  strangers: number;
  /** Lines of the result files that are no results. */
  unread: number;
  inputTokens: number;
  outputTokens: number;
};

/** Everything about one request; texts as they stand in the files. */
export type RequestDetail = {
  request: string | undefined;
  result: string | undefined;
  read: RequestResult | undefined;
  /** The row that it was made of: each column with its cell. */
  row: [column: string, cell: string][];
};

const short = (text: string) => {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length > shownSigns ? `${line.slice(0, shownSigns)}…` : line;
};

const textOf = ({ file, offset, bytes }: Place): Promise<string> => file.slice(offset, offset + bytes).text();

/** The entries of the journal of a run that goes on, before the result that they carry. */
const entryPattern = /^[OE] \d+ \d+ /;

export class JoinedBatch {
  private readonly source: BatchSource | undefined;
  private readonly sent: Sent[] = [];
  private readonly results: Found[] = [];
  private hasFile = false;
  private unread = 0;
  private joined: JoinedResults<Found, Sent> | undefined;

  constructor(source: BatchSource | undefined) {
    this.source = source;
  }

  /** Takes the file that was sent. */
  async takeRequests(file: Blob): Promise<void> {
    this.hasFile = true;
    for await (const { number, offset, bytes } of readLines(file.stream() as ReadableStream<Uint8Array>)) {
      if (!bytes) continue;
      const text = decode(bytes);
      if (text.trim() === "") continue;
      const line = parseJson(text);
      const { data } = sentSchema.safeParse(line);
      if (!data) continue;
      this.sent.push({
        customId: data.custom_id,
        line: number,
        place: { file, offset, bytes: bytes.length },
        prompt: short(messagesIn(line).at(-1)?.text ?? ""),
      });
    }
    this.joined = undefined;
  }

  /** Takes an output file, an error file, or a piece of a journal with both. */
  async takeResults(file: Blob): Promise<void> {
    const stream = file.stream() as ReadableStream<Uint8Array>;
    for await (const { offset, bytes } of readLines(stream, mostResultBytes)) {
      if (!bytes) {
        this.unread += 1;
        continue;
      }
      const line = decode(bytes);
      if (line.trim() === "" || /^[BR] \d+$/.test(line)) continue;
      const [head = ""] = entryPattern.exec(line) ?? [];
      const read = readResult(line.slice(head.length));
      if (!read) this.unread += 1;
      else
        this.results.push(
          this.foundOf(read, { file, offset: offset + head.length, bytes: bytes.length - head.length }),
        );
    }
    this.joined = undefined;
  }

  summary(): BatchSummary {
    const { requests, counts, strangers, inputTokens, outputTokens } = this.all();
    return {
      requests: requests.map((request) => this.summaryOf(request)),
      counts,
      strangers: strangers.length,
      unread: this.unread,
      inputTokens,
      outputTokens,
    };
  }

  /** What can be known of a request, by its place. */
  async detail(at: number): Promise<RequestDetail | undefined> {
    const request = this.all().requests[at];
    if (!request) return undefined;
    const [asked, result] = await Promise.all([
      request.place && textOf(request.place),
      request.found && textOf(request.found.place),
    ]);
    return {
      request: asked,
      result,
      read: result === undefined ? undefined : readResult(result)?.result,
      row: this.rowOf(request.customId),
    };
  }

  /**
   * Places of the requests that have words somewhere: in their id, their request, their row or their result. It ends early
   * once nobody wants it any more.
   */
  async search(words: string, isWanted: () => boolean = () => true): Promise<number[]> {
    const wanted = words.trim().toLowerCase();
    const found: number[] = [];
    for (const [at, request] of this.all().requests.entries()) {
      if (!isWanted()) break;
      const detail = await this.detail(at);
      const read = detail?.read;
      const told = [
        request.customId,
        read?.state === "answered" ? `${read.text}\n${read.reasoning}` : "",
        read?.state === "failed" ? `${read.code ?? ""} ${read.message}` : "",
        askedIn(detail?.request),
        ...(detail?.row.map(([, cell]) => cell) ?? []),
      ];
      if (told.join("\n").toLowerCase().includes(wanted)) found.push(at);
    }
    return found;
  }

  /** The requests of some states as a file, in their own words. */
  again(states: ReadonlySet<ResultState>): Blob {
    const parts = this.all().requests.flatMap(({ place, found }) => {
      if (!place || !states.has(found?.result.state ?? "missing")) return [];
      return [place.file.slice(place.offset, place.offset + place.bytes), "\n"];
    });
    return new Blob(parts, { type: "application/jsonl" });
  }

  get columns(): readonly string[] {
    return this.source?.columns ?? [];
  }

  get size(): number {
    return this.all().requests.length;
  }

  private all(): JoinedResults<Found, Sent> {
    // Of a batch whose file nobody has, the results say what was asked.
    this.joined ??= joinResults(this.hasFile ? this.sent : this.sentByResults(), this.results);
    return this.joined;
  }

  private sentByResults(): Sent[] {
    const ids = [...new Set(this.results.map(({ customId }) => customId))];
    return ids.map((customId, at) => ({ customId, line: at + 1, place: undefined, prompt: "" }));
  }

  private rowOf(customId: string): [string, string][] {
    const cells = this.source?.rows[customId];
    return cells ? this.columns.map((column, at) => [column, cells[at] ?? ""]) : [];
  }

  private expectedOf(customId: string): string | undefined {
    const { source } = this;
    const at = source?.expected === undefined ? -1 : source.columns.indexOf(source.expected);
    return source?.rows[customId]?.[at];
  }

  private foundOf({ customId, result }: { customId: string; result: RequestResult }, place: Place): Found {
    const answered = result.state === "answered" ? result : undefined;
    const expected = this.expectedOf(customId);
    return {
      customId,
      place,
      result: {
        state: result.state,
        inputTokens: answered?.inputTokens,
        outputTokens: answered?.outputTokens,
      },
      preview: short(answered ? answered.text : result.state === "failed" ? result.message : ""),
      finishReason: answered?.finishReason,
      code: result.state === "failed" ? (result.code ?? String(result.status ?? "")) : undefined,
      matches: answered && expected !== undefined ? matchesOf(answered.text, expected) : undefined,
    };
  }

  private summaryOf({ customId, line, prompt, found }: Request): RequestSummary {
    const { inputTokens, outputTokens, state = "missing" as const } = found?.result ?? {};
    return {
      customId,
      line,
      state,
      prompt,
      preview: found?.preview ?? "",
      code: found?.code,
      finishReason: found?.finishReason,
      inputTokens,
      outputTokens,
      expected: this.expectedOf(customId),
      matches: found?.matches,
    };
  }
}

const decoder = new TextDecoder();
/** A byte order mark at the beginning belongs to the file, not to its first line. */
const decode = (bytes: Uint8Array) => decoder.decode(bytes);

/** What a request asked, its instructions included. */
const askedIn = (request: string | undefined) =>
  messagesIn(parseJson(request ?? ""))
    .map(({ text }) => text)
    .join("\n");
