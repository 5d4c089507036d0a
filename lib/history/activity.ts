/*
 * Which conversations are being answered, and which were answered while nobody looked. Known by this page alone:
 * what goes on elsewhere shows when its conversation is opened.
 */

export type ThreadActivity = { answering: ReadonlySet<string>; unread: ReadonlySet<string> };

/** How many answers each conversation gets at once: a comparison has one for each column. */
const comingIn = new Map<string, number>();
let activity: ThreadActivity = { answering: new Set(), unread: new Set() };
const listeners = new Set<() => void>();

function change(answering: ReadonlySet<string>, unread: ReadonlySet<string>): void {
  activity = { answering, unread };
  for (const listener of listeners) listener();
}

const withId = (ids: ReadonlySet<string>, id: string) => new Set(ids).add(id);
const withoutId = (ids: ReadonlySet<string>, id: string) => new Set([...ids].filter((other) => other !== id));

export const threadActivity = (): ThreadActivity => activity;

/** Tells of every change; gives back how to stop being told. */
export function onThreadActivity(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/**
 * Notes that an answer of a conversation is being written. The returned function notes its end; `seen` says
 * whether the conversation was on the screen then.
 */
export function noteAnswering(threadId: string): (seen: boolean) => void {
  comingIn.set(threadId, (comingIn.get(threadId) ?? 0) + 1);
  change(withId(activity.answering, threadId), withoutId(activity.unread, threadId));
  return (seen) => {
    const left = (comingIn.get(threadId) ?? 1) - 1;
    comingIn.set(threadId, left);
    const unread = seen ? activity.unread : withId(activity.unread, threadId);
    change(left > 0 ? activity.answering : withoutId(activity.answering, threadId), unread);
  };
}

/** Notes that a conversation is on the screen. */
export function noteRead(threadId: string): void {
  if (activity.unread.has(threadId)) change(activity.answering, withoutId(activity.unread, threadId));
}
