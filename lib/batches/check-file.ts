import { checkLine } from "./check-line";
import type { Finding, FindingCode } from "./finding";
import { isBlank, type Line, mostLineBytes, readLines } from "./read-lines";

/** SiliconFlow's limits of a file (notes on the API, section 7). */
export const mostRequests = 5000;
export const mostBytes = 1024 ** 3;

/** So many findings of a kind are held; more are only counted. */
export const mostFindings = 500;

/** A file that has more lines is read no further: it would have to be split into fifty. */
export const mostLines = 250_000;

export type CheckOptions = {
  /** Answers in place of the models that the lines name. */
  model?: string | undefined;
  /** Whether a model takes batches; undefined where nobody knows. */
  takesBatches: (model: string) => boolean | undefined;
};

/** What was cleaned, or will be when the file is sent. */
export type Notices = { byteOrderMark: boolean; carriageReturns: number; blankLines: number };

/** A request's place in the file. */
export type Place = { line: number; offset: number; bytes: number };

export type FileReport = {
  requests: Place[];
  findings: Finding[];
  /** All that were found, also those that are not held, and how many of each kind. */
  found: number;
  counts: Partial<Record<FindingCode, number>>;
  /** There was more than could be read. */
  cut: boolean;
  notices: Notices;
  models: { model: string; requests: number; inputTokens: number }[];
  /** The sum of what the answers may have at most, and how many requests set no limit. */
  maxTokens: number;
  unlimited: number;
};

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

const isNoRequest: ReadonlySet<FindingCode> = new Set(["not-json", "not-an-object", "too-deep", "no-body"]);

/** The first byte that is no UTF-8. */
function wrongByte(bytes: Uint8Array): number {
  let [good, bad] = [0, bytes.length];
  while (good < bad) {
    const middle = Math.ceil((good + bad) / 2);
    try {
      new TextDecoder("utf-8", { fatal: true }).decode(bytes.subarray(0, middle), { stream: true });
      good = middle;
    } catch {
      bad = middle - 1;
    }
  }
  return good;
}

const mark = [0xef, 0xbb, 0xbf];
/** How many bytes the mark before a first line has: none where there is none. */
export const byteOrderMark = (bytes: Uint8Array): number =>
  mark.every((byte, at) => bytes[at] === byte) ? mark.length : 0;
const isUtf16 = ([first, second]: Uint8Array) =>
  (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);

/** Checks the lines of a file as they come in, each by itself and all of them together. */
export class FileChecker {
  private readonly options: CheckOptions;
  private readonly ids = new Map<string, number>();
  private readonly byModel = new Map<string, { requests: number; inputTokens: number }>();
  private readonly report: FileReport = {
    requests: [],
    findings: [],
    found: 0,
    counts: {},
    cut: false,
    notices: { byteOrderMark: false, carriageReturns: 0, blankLines: 0 },
    models: [],
    maxTokens: 0,
    unlimited: 0,
  };
  private firstModel: { model: string; line: number } | undefined;
  private bytes = 0;

  constructor(options: CheckOptions) {
    this.options = options;
  }

  /** Takes the next line; false when no more can be made of the file. */
  take(line: Line): boolean {
    const { number, offset, bytes } = line;
    if (number > mostLines) {
      this.report.cut = true;
      return false;
    }
    if (line.carriageReturn) this.report.notices.carriageReturns += 1;
    if (!bytes) {
      this.add({ line: number, code: "line-too-long", offset, detail: String(mostLineBytes) });
      return true;
    }
    this.bytes = offset + bytes.length;
    if (number === 1 && isUtf16(bytes)) {
      this.add({ line: 0, code: "utf-16", offset: 0 });
      return false;
    }
    const from = number === 1 ? byteOrderMark(bytes) : 0;
    if (from > 0) this.report.notices.byteOrderMark = true;
    const content = bytes.subarray(from);
    if (isBlank(content)) this.report.notices.blankLines += 1;
    else this.takeRequest(content, { line: number, offset: offset + from, bytes: content.length });
    return true;
  }

  finish(): FileReport {
    const { requests, findings } = this.report;
    const first: Finding[] = [];
    if (requests.length === 0 && this.report.found === 0) first.push({ line: 0, code: "no-lines" });
    if (requests.length > mostRequests || this.report.cut)
      first.push({ line: 0, code: "too-many-lines", detail: String(requests.length) });
    if (this.bytes > mostBytes) first.push({ line: 0, code: "too-large", detail: String(this.bytes) });
    for (const { code } of first) this.count(code);
    findings.unshift(...first);
    this.report.models = [...this.byModel].map(([model, counts]) => ({ model, ...counts }));
    return this.report;
  }

  private count(code: FindingCode): void {
    this.report.found += 1;
    this.report.counts[code] = (this.report.counts[code] ?? 0) + 1;
  }

  private add(finding: Finding): void {
    this.count(finding.code);
    if ((this.report.counts[finding.code] ?? 0) <= mostFindings) this.report.findings.push(finding);
  }

  private takeRequest(bytes: Uint8Array, place: Place): void {
    this.report.requests.push(place);
    const { line } = place;
    let text: string;
    try {
      text = utf8.decode(bytes);
    } catch {
      this.add({ line, code: "not-utf-8", offset: place.offset + wrongByte(bytes) });
      return;
    }
    const { findings, customId, model: named, inputTokens, maxTokens } = checkLine(text, line);
    for (const { offset, ...finding } of findings)
      this.add({ ...finding, ...(offset !== undefined && { offset: place.offset + offset }) });
    if (customId !== undefined) this.checkId(customId, line);
    const model = this.options.model ?? named;
    // Of a line that is no request at all, more need not be said.
    if (model !== undefined) this.checkModel(model, line, inputTokens);
    else if (!findings.some(({ code }) => isNoRequest.has(code))) this.add({ line, code: "no-model" });
    if (maxTokens === undefined) this.report.unlimited += 1;
    else this.report.maxTokens += maxTokens;
  }

  private checkId(customId: string, line: number): void {
    const other = this.ids.get(customId);
    if (other === undefined) this.ids.set(customId, line);
    else this.add({ line, code: "same-custom-id", detail: customId.slice(0, 80), other });
  }

  private checkModel(model: string, line: number, inputTokens: number): void {
    const counts = this.byModel.get(model) ?? { requests: 0, inputTokens: 0 };
    const isNew = counts.requests === 0;
    counts.requests += 1;
    counts.inputTokens += inputTokens;
    this.byModel.set(model, counts);
    this.firstModel ??= { model, line };
    const { firstModel } = this;
    if (model !== firstModel.model)
      this.add({ line, code: "other-model", detail: model.slice(0, 120), other: firstModel.line });
    else if (isNew && this.options.takesBatches(model) === false)
      this.add({ line, code: "no-batch-model", detail: model.slice(0, 120) });
  }
}

/** The place of a line's request; nothing where the line has none. */
export function placeOf({ requests }: Pick<FileReport, "requests">, line: number): Place | undefined {
  let [from, to] = [0, requests.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((requests[middle]?.line ?? 0) < line) from = middle + 1;
    else to = middle;
  }
  const found = requests[from];
  return found?.line === line ? found : undefined;
}

/** Checks a whole file. `onProgress` is told how many bytes have been read. */
export async function checkFile(
  file: Blob,
  options: CheckOptions,
  onProgress?: (bytes: number) => void,
): Promise<FileReport> {
  const checker = new FileChecker(options);
  for await (const line of readLines(file.stream())) {
    onProgress?.(line.offset);
    if (!checker.take(line)) break;
  }
  return checker.finish();
}
