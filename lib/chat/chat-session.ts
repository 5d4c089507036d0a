import { randomUuid } from "@/lib/core/random-uuid";
import type { AnswerRecord, MessageRecord, ToolResult } from "@/lib/history/record";
import { savedAnswer, type ThreadStore } from "@/lib/history/thread-store";
import {
  addMessages,
  addSystemPrompt,
  deleteMessage,
  type LoadedThread,
  loadThread,
  restoreMessage,
  reword,
  showVersion,
} from "@/lib/history/threads";
import { copyOf } from "@/lib/history/tree";
import { ownConnection, sharedConnection } from "@/lib/runs/run-source";
import { emptyOutput } from "@/lib/runs/snapshot";
import { answerText, openToolCalls } from "./answer-words";
import type { ChatUIMessage } from "./chat-message";
import {
  type AnswerRequest,
  mayNotHaveArrived,
  newAnswer,
  newQuestion,
  newResults,
  newSystemPrompt,
  type Place,
  type Question,
  reworded,
  versionsWith,
} from "./new-records";
import { RunTransport, type RunTransportParts } from "./run-transport";
import { type Spending, type SpendingEntry, spentBy, sumSpending } from "./spending";

export type SessionState = {
  /** The shown branch, from the first message to the last. */
  path: readonly MessageRecord[];
  /** For each message of the path, the ids of all that stand in its place. */
  versions: ReadonlyMap<string, readonly string[]>;
  spending: Spending;
  /** An answer has been asked for or is coming in. */
  busy: boolean;
  /** The answer that is coming in, as far as it has come. */
  live: ChatUIMessage | undefined;
  /** Why the history could not keep something. */
  saveFailure: unknown;
};

export type ChatSessionParts = {
  threadId: string;
  store: ThreadStore;
  kind: "chat" | "fill";
  loaded: LoadedThread | undefined;
  prepare: RunTransportParts["prepare"];
  /** Of the column of a comparison: its answers come over the connection that all columns share. */
  column?: string;
};

/** Starts or follows an answer; resolves at its end. */
type Follower = (answer: AnswerRecord) => Promise<void>;

/** Messages that go behind a part of the path. */
type Addition = { before: readonly MessageRecord[]; messages: readonly MessageRecord[] };

/**
 * One conversation in this tab: its shown branch, everything that can be done to it, and the answer that is being
 * followed. Each message is in the store before it is sent; what the store refuses is still shown and said.
 */
export class ChatSession {
  readonly threadId: string;
  /** Names this session among all of the page. */
  readonly key: string;
  readonly transport: RunTransport;
  private readonly store: ThreadStore;
  private readonly kind: "chat" | "fill";
  private readonly listeners = new Set<() => void>();
  private state: SessionState;
  private revision: number;
  private following: Promise<void> | undefined;
  private turn: Promise<void> = Promise.resolve();
  private follower: Follower | undefined;
  private readonly awaitingFollower: ((follower: Follower) => void)[] = [];
  /** Another tab changed the conversation while an answer was coming in here. */
  private behind = false;
  private spent: Map<string, SpendingEntry>;

  constructor({ threadId, store, kind, loaded, prepare, column }: ChatSessionParts) {
    this.threadId = threadId;
    this.key = column ?? threadId;
    this.store = store;
    this.kind = kind;
    this.revision = loaded?.thread.revision ?? 0;
    this.spent = spentBy(loaded?.records ?? []);
    this.state = {
      path: loaded?.path ?? [],
      versions: loaded?.versions ?? new Map(),
      spending: sumSpending(this.spent.values()),
      busy: false,
      live: undefined,
      saveFailure: undefined,
    };
    this.transport = new RunTransport({
      prepare,
      runs: column === undefined ? ownConnection : sharedConnection,
      save: (answer) => store.saveAnswer(answer),
      onAnswer: (answer) => this.replace(answer),
      onSaveFailed: (error) => this.set({ saveFailure: error }),
    });
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly getState = (): SessionState => this.state;

  /** Hands over what starts or follows the answer that the transport is aimed at. Gives back how to take it away. */
  attach(follower: Follower): () => void {
    this.follower = follower;
    for (const resolve of this.awaitingFollower.splice(0)) resolve(follower);
    return () => {
      this.follower = undefined;
    };
  }

  /** Shows how far the answer that is coming in has come. */
  showLive(live: ChatUIMessage | undefined): void {
    this.set({ live });
  }

  /** Goes on with an answer that the server was giving while no page was open. */
  async resume(): Promise<void> {
    if (this.following !== undefined) return;
    const last = this.state.path.at(-1);
    if (last?.role !== "assistant" || !this.transport.aim(this.state.path)) {
      if (this.state.busy) this.set({ busy: false });
      return;
    }
    this.set({ busy: true });
    this.following = this.follow(last).finally(() => {
      this.following = undefined;
      this.set({ busy: false });
    });
    await this.following;
    if (this.behind) await this.reload();
  }

  /** Ends the answer that has been asked for or is coming in; what had arrived stays. */
  async stop(): Promise<void> {
    if (this.state.busy) await this.transport.stop();
  }

  /** Resolves when all that was asked for before has had its turn and no answer is coming in. */
  async idle(): Promise<void> {
    await this.turn;
    if (!this.state.busy) return;
    await new Promise<void>((resolve) => {
      const leave = this.subscribe(() => {
        if (this.state.busy) return;
        leave();
        resolve();
      });
    });
  }

  /** Another tab has changed the conversation: shows what it is now, unless an answer is coming in here. */
  async changedElsewhere(revision: number): Promise<void> {
    if (revision <= this.revision || this.state.saveFailure) return;
    if (this.state.busy) this.behind = true;
    else await this.reload();
  }

  /**
   * Sends a message, with the instructions for the whole conversation if it is the first. Like all that asks for an
   * answer it resolves at the answer's end, and with `false` at once where it was not taken: an answer is coming in, or
   * what it belongs to is not on the branch. `onTaken` is told as soon as the message is in the conversation.
   */
  send(
    question: Question,
    request: AnswerRequest,
    systemPrompt = "",
    onTaken?: () => void,
  ): Promise<boolean> {
    return this.add((path) => {
      const first = path.length === 0 && systemPrompt.trim() !== "";
      const system = first ? [newSystemPrompt(this.after(null), systemPrompt)] : [];
      const asked = newQuestion(this.after(system[0]?.id ?? path.at(-1)?.id ?? null), question);
      return { before: path, messages: [...system, asked, newAnswer(this.after(asked.id), request)] };
    }, onTaken);
  }

  /**
   * Asks for another answer in the place of this one, which stays among the versions. One whose request may never
   * have arrived is asked for once more under its own key, so that it cannot be paid for twice.
   */
  regenerate(messageId: string, request: AnswerRequest): Promise<boolean> {
    return this.add(() => {
      const place = this.placeOf(messageId);
      if (!place) return undefined;
      const { shown, before } = place;
      const last = before.at(-1);
      const again = shown.role === "assistant" && mayNotHaveArrived(shown, request);
      const answer = again
        ? { ...shown, output: emptyOutput() }
        : last && newAnswer(this.after(last.id), request);
      return answer && { before, messages: [answer] };
    });
  }

  /** Sends a question again in other words; the branch with the old words stays. */
  ask(messageId: string, question: Question, request: AnswerRequest): Promise<boolean> {
    return this.add(() => {
      const place = this.placeOf(messageId);
      if (!place) return undefined;
      const asked = newQuestion(this.after(place.shown.parentId), question);
      return { before: place.before, messages: [asked, newAnswer(this.after(asked.id), request)] };
    });
  }

  /** Gives the answer that the end of the conversation waits for. */
  run(request: AnswerRequest): Promise<boolean> {
    return this.add((path) => {
      const last = path.at(-1);
      if (!last || last.role === "assistant") return undefined;
      return { before: path, messages: [newAnswer(this.after(last.id), request)] };
    });
  }

  /** Has an answer that was cut go on where it stopped, as a version of its own. */
  continue(messageId: string, request: AnswerRequest, by: "prefix" | "request"): Promise<boolean> {
    return this.add(() => {
      const place = this.placeOf(messageId);
      const cut = place?.shown;
      if (!place || cut?.role !== "assistant" || !cut.parentId) return undefined;
      const continues = { text: answerText(cut), by };
      // The text that the cut answer began with is a part of what is gone on from.
      const { prefix: _, ...fields } = request.fields;
      const answer = { ...newAnswer(this.after(cut.parentId), { ...request, fields }), continues };
      return { before: place.before, messages: [answer] };
    });
  }

  /** Hands the results of the called tools to the model that called them. */
  giveResults(results: readonly ToolResult[]): Promise<boolean> {
    return this.add((path) => {
      const caller = path.at(-1);
      if (caller?.role !== "assistant" || openToolCalls(path).length === 0) return undefined;
      const { model, fields, builtInTools } = caller;
      const { tool_choice: choice, ...rest } = fields;
      // A call that was demanded has happened; demanded again it would never end.
      const kept = choice === "auto" || choice === "none" ? fields : rest;
      const tools = newResults(this.after(caller.id), results);
      const request = { model, fields: kept, ...(builtInTools && { builtInTools }) };
      return { before: path, messages: [tools, newAnswer(this.after(tools.id), request)] };
    });
  }

  /** Puts other words in the place of a message's; what follows goes on behind them. */
  reword(messageId: string, text: string, suffix?: string): Promise<boolean> {
    return this.change(async () => {
      const original = this.placeOf(messageId)?.shown;
      if (!original || original.role === "tool") return;
      await reword(this.store, reworded(original, text, suffix), messageId);
    });
  }

  /** Goes on from another conversation's messages; what was said here stays as a branch. */
  adopt(path: readonly MessageRecord[]): Promise<boolean> {
    return this.add((own) => {
      const [first] = own;
      const system = first?.role === "system" ? [first] : [];
      const copied = copyOf(path, this.threadId, randomUuid);
      const messages = copied.map((record, at) =>
        at === 0 ? { ...record, parentId: system[0]?.id ?? null } : record,
      );
      return messages.length > 0 ? { before: system, messages } : undefined;
    });
  }

  /** Sets the instructions for the whole conversation; while an answer comes in, when it has ended. */
  async setSystemPrompt(text: string): Promise<void> {
    while (!(await this.change(() => this.putSystemPrompt(text)))) await this.idle();
  }

  delete(messageId: string): Promise<boolean> {
    return this.change(() => deleteMessage(this.store, this.threadId, messageId));
  }

  restore(messageId: string): Promise<boolean> {
    return this.change(() => restoreMessage(this.store, this.threadId, messageId));
  }

  showVersion(messageId: string): Promise<boolean> {
    return this.change(() => showVersion(this.store, this.threadId, messageId));
  }

  /** Chooses with which of several choices the conversation goes on. */
  async choose(messageId: string, choice: number): Promise<void> {
    const answer = this.placeOf(messageId)?.shown;
    if (answer?.role !== "assistant") return;
    const chosen = { ...answer, choice };
    this.replace(chosen);
    await this.keep(() => this.store.saveAnswer(chosen));
  }

  /** The place behind a message; at the beginning when there is none. */
  private after(parentId: string | null): Place {
    return { threadId: this.threadId, parentId };
  }

  /** A message of the path, and all that stands before it; nothing when it is not there. */
  private placeOf(messageId: string): { before: readonly MessageRecord[]; shown: MessageRecord } | undefined {
    const { path } = this.state;
    const index = this.indexOf(messageId);
    const shown = path[index];
    return shown && { before: path.slice(0, index), shown };
  }

  private async putSystemPrompt(text: string): Promise<void> {
    const [first] = this.state.path;
    if (first?.role !== "system") {
      if (text.trim() !== "") await addSystemPrompt(this.store, newSystemPrompt(this.after(null), text));
    } else if (first.text !== text) await reword(this.store, reworded(first, text, undefined), first.id);
  }

  /** What follows answers is loaded after the page: until it is there, an answer waits for it. */
  private async follow(answer: AnswerRecord): Promise<void> {
    const follower =
      this.follower ?? (await new Promise<Follower>((resolve) => this.awaitingFollower.push(resolve)));
    await follower(answer);
  }

  /** One thing at a time: each sees what the one before has made of the conversation. */
  private inTurn<Outcome>(work: () => Promise<Outcome>): Promise<Outcome> {
    const done = this.turn.then(work);
    this.turn = done.then(
      () => {},
      () => {},
    );
    return done;
  }

  /** Puts messages behind a part of the path, and follows the answer in which they end; gives whether it could. */
  private async add(
    make: (path: readonly MessageRecord[]) => Addition | undefined,
    onTaken?: () => void,
  ): Promise<boolean> {
    const taken = await this.inTurn(async () => {
      const addition = this.state.busy ? undefined : make(this.state.path);
      if (!addition) return false;
      const { before, messages } = addition;
      const { threadId, kind } = this;
      const path = [...before, ...messages];
      this.set({ path, versions: versionsWith(this.state.path, this.state.versions, messages), busy: true });
      await this.keep(() => addMessages(this.store, { threadId, messages, kind }));
      onTaken?.();
      return true;
    });
    if (taken) await this.resume();
    return taken;
  }

  /** A change for which the tree has to be read again; gives whether it could be made. */
  private async change(work: () => Promise<void>): Promise<boolean> {
    const taken = await this.inTurn(async () => {
      if (this.state.busy) return false;
      await this.keep(work);
      await this.read();
      return true;
    });
    if (taken) await this.resume();
    return taken;
  }

  /** `work` may give the revision that it made: what this tab did itself need not be read again. */
  private async keep(work: () => Promise<unknown>): Promise<void> {
    try {
      const revision = await work();
      if (typeof revision === "number") this.revision = revision;
    } catch (error) {
      this.set({ saveFailure: error });
    }
  }

  private async reload(): Promise<void> {
    await this.inTurn(() => this.read());
    await this.resume();
  }

  private async read(): Promise<void> {
    const loaded = await loadThread(this.store, this.threadId).catch(() => undefined);
    if (!loaded) return;
    this.behind = false;
    this.revision = loaded.thread.revision;
    this.spent = spentBy(loaded.records);
    const { path, versions } = loaded;
    this.set({ path, versions, spending: sumSpending(this.spent.values()) });
  }

  private indexOf(messageId: string): number {
    return this.state.path.findIndex(({ id }) => id === messageId);
  }

  private replace(answer: AnswerRecord): void {
    const index = this.indexOf(answer.id);
    const saved = savedAnswer(this.state.path[index], answer);
    if (saved) this.set({ path: this.state.path.with(index, saved) });
    if (!answer.output.usage) return;
    this.spent.set(answer.id, answer.output);
    this.set({ spending: sumSpending(this.spent.values()) });
  }

  private set(change: Partial<SessionState>): void {
    this.state = { ...this.state, ...change };
    for (const listener of this.listeners) listener();
  }
}
