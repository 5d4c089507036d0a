import type { EventSourceMessage } from "eventsource-parser/stream";
import * as z from "zod/mini";
import { type AppError, AppFailure, appErrorSchema, appErrorTable } from "@/lib/core/app-error";
import { eventOf, type FollowOptions, followAcross, type NumberedEvent, readFrames } from "./run-client";

/** Runs that come or leave within this time change the connection once. */
const gatherMs = 20;
/** The server puts so many runs on one connection; more wait until one of them is over. */
const maxRuns = 64;

const refusalSchema = z.object({ error: appErrorSchema });

/** What one follower gets of the shared connection: events behind a position, kept until they are taken. */
class Channel {
  readonly runId: string;
  readonly onOpen: () => void;
  position: number;
  /** Nothing more comes. */
  over = false;
  private failure: AppError | undefined;
  private queue: NumberedEvent[] = [];
  private wake: () => void = () => {};

  constructor(runId: string, after: number, onOpen: () => void) {
    this.runId = runId;
    this.position = after;
    this.onOpen = onOpen;
  }

  /** Two connections may tell the same while one follows the other. The end may have a lower number (`followRun`). */
  take(numbered: NumberedEvent): void {
    const isEnd = numbered.event.type === "run-end";
    if (this.over || (numbered.sequence <= this.position && !isEnd)) return;
    this.position = numbered.sequence;
    this.over = isEnd;
    this.queue.push(numbered);
    this.wake();
  }

  close(failure?: AppError): void {
    if (this.over) return;
    this.over = true;
    this.failure = failure;
    this.wake();
  }

  async *events(): AsyncGenerator<NumberedEvent> {
    for (;;) {
      const arrived = this.queue;
      this.queue = [];
      yield* arrived;
      if (this.queue.length > 0) continue;
      if (this.over) break;
      await new Promise<void>((resolve) => {
        this.wake = resolve;
      });
    }
    if (this.failure) throw new AppFailure(this.failure);
  }
}

type Connection = { members: ReadonlySet<Channel>; controller: AbortController };

/**
 * Follows any number of runs over one connection, since a browser opens at most six to a server. When runs come
 * or leave, a new connection takes over from the positions reached; the old one is read until the new one stands.
 * Nothing is open while nothing is followed.
 */
export class RunFeed {
  private readonly channels = new Set<Channel>();
  /** The one that is read and, for a moment, the one that will follow it. */
  private readonly connections = new Set<Connection>();
  private changed = false;
  private updating = false;

  /** As `followRun`: in order, each event once, across broken connections. `after` is the last event known already. */
  follow(
    runId: string,
    options: FollowOptions & { after: number },
  ): AsyncGenerator<NumberedEvent, AppError | undefined> {
    return followAcross((after, onOpen) => this.join(runId, after, onOpen, options.signal), options);
  }

  private async *join(
    runId: string,
    after: number,
    onOpen: () => void,
    signal: AbortSignal,
  ): AsyncGenerator<NumberedEvent> {
    const channel = new Channel(runId, after, onOpen);
    const leave = () => this.leave(channel);
    signal.addEventListener("abort", leave);
    this.channels.add(channel);
    void this.update();
    try {
      yield* channel.events();
    } finally {
      signal.removeEventListener("abort", leave);
      leave();
    }
  }

  private leave(channel: Channel): void {
    if (!this.channels.delete(channel)) return;
    const someWait = this.channels.size >= maxRuns;
    if (this.channels.size === 0) for (const { controller } of this.connections) controller.abort();
    else if (!channel.over || someWait) void this.update();
    channel.close();
  }

  private async update(): Promise<void> {
    this.changed = true;
    if (this.updating) return;
    this.updating = true;
    while (this.changed) {
      await new Promise((resolve) => setTimeout(resolve, gatherMs));
      this.changed = false;
      await this.reopen();
    }
    this.updating = false;
  }

  /** Whom the next connection carries, and the lowest position of each run. */
  private plan(): { members: Set<Channel>; positions: Map<string, number> } {
    const members = new Set<Channel>();
    const positions = new Map<string, number>();
    for (const channel of this.channels) {
      const { runId, position, over } = channel;
      if (over || (positions.size === maxRuns && !positions.has(runId))) continue;
      positions.set(runId, Math.min(position, positions.get(runId) ?? position));
      members.add(channel);
    }
    return { members, positions };
  }

  private async reopen(): Promise<void> {
    const { members, positions } = this.plan();
    if (members.size === 0) return;
    const query = [...positions].map(([runId, after]) => `run=${runId}:${after}`).join("&");
    const connection = { members, controller: new AbortController() };
    this.connections.add(connection);
    try {
      const { signal } = connection.controller;
      const response = await fetch(`/api/runs/events?${query}`, { signal });
      if (response.ok) this.takeOver(connection);
      void this.read(connection, response);
    } catch {
      this.drop(connection);
    }
  }

  private takeOver(connection: Connection): void {
    for (const other of this.connections) {
      if (other === connection) continue;
      this.connections.delete(other);
      other.controller.abort();
    }
    for (const member of connection.members) member.onOpen();
  }

  private async read(connection: Connection, response: Response): Promise<void> {
    let refusal: AppError | undefined;
    try {
      for await (const frame of readFrames(response))
        for (const member of connection.members) if (member.runId === frame.event) hand(frame, member);
    } catch (thrown) {
      if (thrown instanceof AppFailure) refusal = thrown.error;
      // Else the connection broke.
    }
    this.drop(connection, refusal);
  }

  /** A connection is over; whoever no other one carries hears of it. */
  private drop(connection: Connection, refusal?: AppError): void {
    this.connections.delete(connection);
    const others = [...this.connections];
    for (const member of connection.members)
      if (!others.some(({ members }) => members.has(member))) member.close(refusal);
  }
}

/** Gives a frame to its follower: an event, or why the server does not tell any, which may pass. */
function hand(frame: EventSourceMessage, member: Channel): void {
  const numbered = eventOf(frame);
  if (numbered) {
    member.take(numbered);
    return;
  }
  const refusal = refusalSchema.safeParse(JSON.parse(frame.data));
  if (!refusal.success) return;
  const { error } = refusal.data;
  member.close(appErrorTable[error.code].status < 500 ? error : undefined);
}
