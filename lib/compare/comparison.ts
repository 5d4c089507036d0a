import { createStore } from "zustand/vanilla";
import { prepareAttachments } from "@/lib/chat/attachments/prepare-attachments";
import { ChatSession } from "@/lib/chat/chat-session";
import type { AnswerRequest, Question } from "@/lib/chat/new-records";
import { randomUuid } from "@/lib/core/random-uuid";
import { changeColumns, columnStore } from "@/lib/history/columns";
import type {
  ColumnRecord,
  MessageRecord,
  RoundRecord,
  ThreadRecord,
  UserRecord,
} from "@/lib/history/record";
import { storedThreads } from "@/lib/history/stored-threads";
import { titleOf } from "@/lib/history/thread-store";
import type { LoadedThread } from "@/lib/history/threads";
import { type ColumnSetup, columnSetupSchema, fewestColumns, mostColumns, readSetup } from "./column-setup";
import type { LoadedComparison } from "./load-comparison";

export type Column = { id: string; setup: ColumnSetup };

export type ComparisonState = {
  /** From left to right. */
  columns: readonly Column[];
  /** Something has been asked: from then on every change is stored. */
  begun: boolean;
  saveFailure: unknown;
};

/** Gives what a column asks with; nothing for one that cannot ask. */
export type Ask = (setup: ColumnSetup) => AnswerRequest | undefined;

type ComparisonParts = {
  threadId: string;
  loaded: LoadedComparison | undefined;
  /** The columns of a comparison that has not begun. */
  setups: readonly ColumnSetup[];
  /** The blind round that it is. */
  round?: Pick<RoundRecord, "id" | "task">;
};

const newColumn = (setup: ColumnSetup): Column => ({ id: randomUuid(), setup });
const recordOf = ({ id, setup }: Column): ColumnRecord => ({ id, leafId: "", revision: 0, setup });
const columnOf = ({ id, setup }: ColumnRecord): Column => ({ id, setup: readSetup(setup) });
const isShown = ({ removedAt }: ColumnRecord) => removedAt === undefined;

/**
 * One comparison in this tab: its columns, each a conversation with a session of its own, and what is done to all
 * of them together. Stored with the first question.
 */
export class Comparison {
  readonly threadId: string;
  readonly store;
  private readonly loaded: ReadonlyMap<string, LoadedThread>;
  private readonly round: ComparisonParts["round"];
  private readonly sessions = new Map<string, ChatSession>();
  /** A question is on its way to the columns, or being answered. */
  private asking = false;
  /** Changes of this tab that are not stored yet: what other tabs see is older. */
  private storing = 0;

  constructor({ threadId, loaded, setups, round }: ComparisonParts) {
    this.threadId = threadId;
    this.round = round;
    this.loaded = loaded?.columns ?? new Map();
    const known = loaded?.thread.columns?.filter(isShown).map(columnOf);
    this.store = createStore<ComparisonState>(() => ({
      columns: known ?? setups.slice(0, mostColumns).map(newColumn),
      begun: loaded !== undefined,
      saveFailure: undefined,
    }));
  }

  get columns(): readonly Column[] {
    return this.store.getState().columns;
  }

  /** The conversation of a column; the same as long as the comparison is on the page. */
  session(columnId: string): ChatSession {
    const known = this.sessions.get(columnId);
    if (known) return known;
    const session = new ChatSession({
      threadId: this.threadId,
      column: columnId,
      store: columnStore(columnId),
      kind: "chat",
      loaded: this.loaded.get(columnId),
      prepare: prepareAttachments,
    });
    this.sessions.set(columnId, session);
    return session;
  }

  /** As `send`, for who wrote the words: resolves as soon as every column has them in the history. */
  deliver(question: Question, ask: Ask): Promise<void> | undefined {
    let onTaken = () => {};
    const taken = new Promise<void>((resolve) => {
      onTaken = resolve;
    });
    return this.send(question, ask, onTaken) && taken;
  }

  /**
   * Puts a question to every column that can ask; resolves when all have answered. Gives nothing, and asks nothing, while
   * the question before it is on its way or an answer comes in: whoever wrote the words keeps them. `onTaken` is told when
   * every column has it in the history.
   */
  send(question: Question, ask: Ask, onTaken?: () => void): Promise<void> | undefined {
    if (this.asking || this.columns.some(({ id }) => this.session(id).getState().busy)) return undefined;
    this.asking = true;
    return this.put(question, ask, onTaken).finally(() => {
      this.asking = false;
    });
  }

  private async put(question: Question, ask: Ask, onTaken?: () => void): Promise<void> {
    await this.begin(question);
    const asked = this.columns.flatMap(({ id, setup }) => {
      const request = ask(setup);
      return request ? [{ session: this.session(id), request, systemPrompt: setup.systemPrompt }] : [];
    });
    let open = asked.length;
    const taken = () => {
      open -= 1;
      if (open === 0) onTaken?.();
    };
    await Promise.all(
      asked.map(({ session, request, systemPrompt }) => session.send(question, request, systemPrompt, taken)),
    );
  }

  /** Ends every answer that is coming in; what had arrived stays. */
  async stopAll(): Promise<void> {
    await Promise.all(this.columns.map(({ id }) => this.session(id).stop()));
  }

  /** Asks a column, one after the other, what was asked of others and not yet of it. Ends with an answer that fails. */
  async catchUp(columnId: string, ask: Ask): Promise<void> {
    const session = this.session(columnId);
    for (const { text, attachments } of this.missedBy(columnId)) {
      const column = this.columns.find(({ id }) => id === columnId);
      const request = column && ask(column.setup);
      if (!request) return;
      await session.send({ text, ...(attachments && { attachments }) }, request, column.setup.systemPrompt);
      const last = session.getState().path.at(-1);
      if (last?.role !== "assistant" || last.output.state !== "completed") return;
    }
  }

  /** The questions that the longest conversation has and this one does not. */
  missedBy(columnId: string): readonly UserRecord[] {
    const asked = this.columns.map(({ id }) => questionsOf(this.session(id).getState().path));
    const most = asked.reduce((longest, next) => (next.length > longest.length ? next : longest), []);
    return most.slice(questionsOf(this.session(columnId).getState().path).length);
  }

  /** Lets all other columns go on from what one has said; what they said themselves stays as a branch. */
  async continueAllFrom(columnId: string): Promise<void> {
    const path = this.session(columnId)
      .getState()
      .path.filter(({ role }) => role !== "system");
    const others = this.columns.filter(({ id }) => id !== columnId);
    await Promise.all(others.map(({ id }) => this.session(id).adopt(path)));
  }

  /** Adds a column at the end; gives its id, or nothing when there are as many as there can be. */
  add(setup: ColumnSetup): string | undefined {
    if (this.columns.length >= mostColumns) return undefined;
    const column = newColumn(setup);
    void this.show([...this.columns, column]);
    return column.id;
  }

  /** Puts other columns in the place of all, in a comparison that has not begun. */
  replaceAll(setups: readonly ColumnSetup[]): void {
    if (!this.store.getState().begun) void this.show(setups.slice(0, mostColumns).map(newColumn));
  }

  /** Adds a column beside another that asks the same way and has said the same. */
  async duplicate(columnId: string): Promise<string | undefined> {
    const at = this.columns.findIndex(({ id }) => id === columnId);
    const original = this.columns[at];
    if (!original || this.columns.length >= mostColumns) return undefined;
    const column = newColumn(original.setup);
    await this.show(this.columns.toSpliced(at + 1, 0, column));
    const { path, busy } = this.session(columnId).getState();
    await this.session(column.id).adopt(busy ? path.slice(0, -2) : path);
    return column.id;
  }

  /** Takes a column out. Gives how to put it back where it was. */
  remove(columnId: string): (() => void) | undefined {
    const at = this.columns.findIndex(({ id }) => id === columnId);
    const gone = this.columns[at];
    if (!gone || this.columns.length <= fewestColumns) return undefined;
    void this.session(columnId).stop();
    void this.show(this.columns.toSpliced(at, 1));
    return () => {
      if (this.columns.length < mostColumns) void this.show(this.columns.toSpliced(at, 0, gone));
    };
  }

  /** Moves a column to a place, counted from 0. */
  move(columnId: string, to: number): void {
    const moved = this.columns.find(({ id }) => id === columnId);
    if (!moved || to < 0 || to >= this.columns.length) return;
    const others = this.columns.filter((column) => column !== moved);
    void this.show(others.toSpliced(to, 0, moved));
  }

  /** Changes how a column asks from its next question on. */
  configure(columnId: string, change: Partial<ColumnSetup>): void {
    this.configureAll((setup, id) => (id === columnId ? { ...setup, ...change } : setup));
  }

  /** Changes how columns ask from their next question on. */
  configureAll(change: (setup: ColumnSetup, columnId: string) => ColumnSetup): void {
    void this.show(this.columns.map(({ id, setup }) => ({ id, setup: change(setup, id) })));
  }

  /** Writes the instructions of columns into their conversations, where those have begun. */
  async settleInstructions(): Promise<void> {
    for (const { id, setup } of this.columns) {
      const { path } = this.session(id).getState();
      const [first] = path;
      const said = first?.role === "system" ? first.text : "";
      if (path.length > 0 && said !== setup.systemPrompt)
        await this.session(id).setSystemPrompt(setup.systemPrompt);
    }
  }

  /** Another tab has changed which columns there are or how they ask. */
  changedElsewhere({ columns }: ThreadRecord): void {
    if (this.storing > 0 || !this.store.getState().begun) return;
    const stored = columns?.filter(isShown).map(columnOf);
    if (stored && JSON.stringify(stored) !== JSON.stringify(this.columns))
      this.store.setState({ columns: stored });
  }

  private async begin({ text, attachments }: Question): Promise<void> {
    const { begun, columns } = this.store.getState();
    if (begun) return;
    const title = titleOf(text.trim() || (attachments ?? []).map(({ name }) => name).join(", "));
    const round = this.round && { ...this.round, columns: columns.map(({ id }) => id) };
    const thread = {
      kind: "compare" as const,
      title,
      columns: columns.map(recordOf),
      ...(round && { round }),
    };
    await this.keep(() => storedThreads.write({ threadId: this.threadId, messages: [], thread }));
    this.store.setState({ begun: this.store.getState().saveFailure === undefined });
  }

  private show(columns: readonly Column[]): Promise<void> {
    const { begun } = this.store.getState();
    this.store.setState({ columns });
    if (!begun) return Promise.resolve();
    return this.keep(() => changeColumns(this.threadId, (known) => asShown(known, columns)));
  }

  private async keep(work: () => Promise<unknown>): Promise<void> {
    this.storing += 1;
    try {
      await work();
      this.store.setState({ saveFailure: undefined });
    } catch (saveFailure) {
      this.store.setState({ saveFailure });
    } finally {
      this.storing -= 1;
    }
  }
}

const questionsOf = (path: readonly MessageRecord[]): UserRecord[] =>
  path.filter((record) => record.role === "user");

/** The stored columns in the order and with the set-ups that are shown; the others are kept as taken out. */
function asShown(known: readonly ColumnRecord[], shown: readonly Column[]): ColumnRecord[] {
  const there = shown.map((column) => {
    const { removedAt: _, ...record } = known.find(({ id }) => id === column.id) ?? recordOf(column);
    return { ...record, setup: columnSetupSchema.parse(column.setup) };
  });
  const gone = known
    .filter(({ id }) => !shown.some((column) => column.id === id))
    .map((record) => ({ ...record, removedAt: record.removedAt ?? Date.now() }));
  return [...there, ...gone];
}
