import { imageSize } from "image-size";
import { mediaIdOf } from "@/lib/core/sha256";
import type { MediaRecord } from "../../database";
import type { AnswerRecord, Attachment, MessageRecord, ThreadRecord, ToolRecord } from "../../record";
import { titleOf } from "../../thread-store";
import { newestLeaf } from "../../tree";
import { ArchiveFailure } from "../failure";
import { stableId } from "../identify";
import { nothingSkipped } from "../import-report";
import { limits } from "../limits";
import type { ForeignFile, ForeignMessage, ForeignNode, ForeignThread } from "./foreign-thread";

type Foreign<Role extends ForeignMessage["role"]> = Extract<ForeignMessage, { role: Role }>;

/** A file that goes into the history with a conversation. */
export type ImportedMedia = { record: MediaRecord; blob: Blob };

export type ImportedThread = {
  thread: ThreadRecord;
  messages: MessageRecord[];
  media: ImportedMedia[];
  skipped: ReturnType<typeof nothingSkipped>;
};

/** Gives a file that lies beside the conversations; nothing where there is none. */
export type FindFile = (id: string) => Promise<{ name: string; blob: Blob } | undefined>;

/** Makes our records of another program's conversation. The same conversation always gets the same ids. */
export async function toRecords(
  format: string,
  foreign: ForeignThread,
  findFile: FindFile,
): Promise<ImportedThread> {
  if (foreign.nodes.length > limits.messages) throw new ArchiveFailure("too-large", foreign.title);
  const threadId = await stableId(format, foreign.id ?? JSON.stringify(foreign.nodes));
  const tree = new TreeReader(threadId, foreign, findFile);
  const messages = await tree.read();
  const first = messages.find((record) => record.role === "user" || record.role === "assistant");
  if (!first) tree.skipped.empty += 1;
  const times = messages.map(({ createdAt }) => createdAt);
  const createdAt = foreign.createdAt ?? Math.min(...times.slice(0, 1), Date.now());
  const title = foreign.title.trim().slice(0, limits.titleCharacters);
  const leafId = tree.shownLeaf(messages);
  const thread: ThreadRecord = {
    id: threadId,
    title: title || titleOf(first?.role === "user" ? first.text : ""),
    ...(title && { titledBy: "person" as const }),
    leafId,
    revision: 1,
    createdAt,
    updatedAt: foreign.updatedAt ?? messages.find(({ id }) => id === leafId)?.createdAt ?? createdAt,
  };
  return { thread, messages: first ? messages : [], media: tree.media, skipped: tree.skipped };
}

type Place = { node: ForeignNode; parent: MessageRecord | undefined };

class TreeReader {
  readonly media: ImportedMedia[] = [];
  readonly skipped = nothingSkipped();
  private readonly records = new Map<string, MessageRecord>();
  /** Where the conversation stands at each node: the node's own record, or the one above it. */
  private readonly standing = new Map<string, MessageRecord | undefined>();
  private readonly toolNames = new Map<string, string>();
  private readonly now: number;
  private readonly threadId: string;
  private readonly foreign: ForeignThread;
  private readonly findFile: FindFile;

  constructor(threadId: string, foreign: ForeignThread, findFile: FindFile) {
    this.threadId = threadId;
    this.foreign = foreign;
    this.findFile = findFile;
    this.now = foreign.createdAt ?? Date.now();
  }

  /** From the roots down; what no root leads to, a circle, is left out. */
  async read(): Promise<MessageRecord[]> {
    const nodes = new Map(this.foreign.nodes.map((node) => [node.id, node]));
    const children = new Map<string | null, ForeignNode[]>();
    for (const node of nodes.values()) {
      const parentId = node.parentId !== null && nodes.has(node.parentId) ? node.parentId : null;
      const siblings = children.get(parentId);
      if (siblings) siblings.push(node);
      else children.set(parentId, [node]);
    }
    const open: Place[] = (children.get(null) ?? []).map((node) => ({ node, parent: undefined }));
    for (let at = 0; at < open.length; at += 1) {
      const { node, parent } = open[at] as Place;
      const here = await this.place(node, parent);
      this.standing.set(node.id, here);
      for (const child of children.get(node.id) ?? []) open.push({ node: child, parent: here });
    }
    this.skipped.message += this.foreign.nodes.length - open.length;
    return [...this.records.values()];
  }

  /** The end of the branch that the other program shows, or else of the newest. */
  shownLeaf(messages: readonly MessageRecord[]): string {
    const shown = this.standing.get(this.foreign.leafId ?? "");
    const first = messages[0];
    return shown?.id ?? (first ? newestLeaf(messages, first.id) : "");
  }

  private async place(
    node: ForeignNode,
    parent: MessageRecord | undefined,
  ): Promise<MessageRecord | undefined> {
    const { message } = node;
    if (node.dropped || (message?.role === "system" && parent)) this.skipped.message += 1;
    if (!message || (message.role === "system" && parent)) return parent;
    if (message.role === "tool" && parent?.role === "tool") {
      parent.results.push(this.toolResult(message));
      return parent;
    }
    const base = {
      id: await stableId(this.threadId, node.id),
      threadId: this.threadId,
      parentId: parent?.id ?? null,
      createdAt: node.createdAt ?? this.now + this.records.size,
    };
    const record = await this.recordOf(message, base);
    this.records.set(record.id, record);
    return record;
  }

  private async recordOf(message: ForeignMessage, base: RecordBase): Promise<MessageRecord> {
    switch (message.role) {
      case "system":
        return { ...base, role: "system", text: message.text };
      case "user": {
        const attachments = await this.attachments(base.id, message.files ?? []);
        const { text } = message;
        return { ...base, role: "user", text, ...(attachments.length > 0 && { attachments }) };
      }
      case "assistant":
        for (const { id, name } of message.toolCalls ?? []) this.toolNames.set(id, name);
        return answerOf(message, base);
      case "tool":
        return { ...base, role: "tool", results: [this.toolResult(message)] };
    }
  }

  private toolResult({ toolCallId, text }: Foreign<"tool">): ToolRecord["results"][number] {
    return { toolCallId, name: this.toolNames.get(toolCallId) ?? "", content: text, by: "person" };
  }

  private async attachments(messageId: string, files: readonly ForeignFile[]): Promise<Attachment[]> {
    const found: Attachment[] = [];
    for (const [at, file] of files.entries()) {
      const attachment = await this.attachment(`${messageId}-${at}`, file);
      if (attachment) found.push(attachment);
      else this.skipped.file += 1;
    }
    return found;
  }

  private async attachment(id: string, file: ForeignFile): Promise<Attachment | undefined> {
    if (file.kind === "text") return { kind: "text", id, name: file.name, text: file.text };
    if (file.kind === "address" && /^https?:\/\//.test(file.url))
      return {
        kind: "image",
        id,
        name: file.url.slice(0, limits.nameCharacters),
        source: { kind: "url", url: file.url },
      };
    const found = file.kind === "entry" ? await this.findFile(file.id) : decodeDataUrl(file.url);
    return found && this.picture(id, found.name, found.blob);
  }

  private async picture(id: string, name: string, file: Blob): Promise<Attachment | undefined> {
    const size = await pictureOf(file);
    if (!size) return undefined;
    const { type, width, height } = size;
    const blob = new Blob([file], { type });
    const mediaId = await mediaIdOf(blob);
    const shortName = name.slice(0, limits.nameCharacters);
    this.media.push({
      record: { id: mediaId, type, bytes: blob.size, name: shortName, createdAt: Date.now() },
      blob,
    });
    const source = { kind: "media" as const, mediaId, type, bytes: blob.size };
    return { kind: "image", id, name: shortName, source, width, height };
  }
}

type RecordBase = Pick<MessageRecord, "id" | "threadId" | "parentId" | "createdAt">;

/** A finished answer; of its making only the model's name is known. */
function answerOf(
  { text, reasoning, model, toolCalls = [] }: Foreign<"assistant">,
  base: RecordBase,
): AnswerRecord {
  const part = { choice: 0, startedMs: 0 };
  const parts: AnswerRecord["output"]["parts"] = [];
  if (reasoning) parts.push({ ...part, kind: "reasoning", part: "reasoning", text: reasoning });
  if (text) parts.push({ ...part, kind: "text", part: "text", text });
  for (const [at, call] of toolCalls.entries()) {
    const { id, name, arguments: words } = call;
    parts.push({ ...part, kind: "tool-call", part: `tool-${at}`, toolCallId: id, name, text: words });
  }
  return {
    ...base,
    role: "assistant",
    model: (model ?? "").slice(0, limits.modelCharacters),
    fields: {},
    output: { state: "completed", parts },
    sequence: 0,
  };
}

const pictureTypes: ReadonlyMap<string, string> = new Map([
  ["png", "image/png"],
  ["jpg", "image/jpeg"],
  ["webp", "image/webp"],
  ["gif", "image/gif"],
]);

/** What a picture is by its bytes; nothing for other files. */
async function pictureOf(file: Blob): Promise<{ type: string; width: number; height: number } | undefined> {
  try {
    const { type = "", width, height } = imageSize(new Uint8Array(await file.arrayBuffer()));
    const found = pictureTypes.get(type);
    return found ? { type: found, width, height } : undefined;
  } catch {
    return undefined;
  }
}

function decodeDataUrl(url: string): { name: string; blob: Blob } | undefined {
  const base64 = /^data:image\/([a-z]+);base64,([\w+/=]+)$/i.exec(url);
  if (!base64) return undefined;
  try {
    const bytes = Uint8Array.from(atob(base64[2] ?? ""), (character) => character.charCodeAt(0));
    return { name: `picture.${base64[1]}`, blob: new Blob([bytes]) };
  } catch {
    return undefined;
  }
}
