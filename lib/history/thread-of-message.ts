import { history } from "./database";
import { type ThreadRecord, threadRecordSchema } from "./record";

/** The conversation that a message stands in; nothing once one of the two is deleted. */
export async function threadOfMessage(messageId: string): Promise<ThreadRecord | undefined> {
  const message = await history().messages.get(messageId);
  const stored = message && (await history().threads.get(message.threadId));
  const thread = threadRecordSchema.safeParse(stored).data;
  return thread?.deletedAt === undefined ? thread : undefined;
}
