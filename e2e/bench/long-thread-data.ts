import { markdownTokens } from "./markdown-text";

const answerTokens = 220;

/** Puts one conversation of so many messages into a page's history, its answers with all that Markdown has; gives its id. */
export const seedLongThread = (messages: number) => `(async () => {
  const words = ${JSON.stringify(markdownTokens(answerTokens * 8))};
  const database = await new Promise((resolve, reject) => {
    const request = indexedDB.open("siliconflow-playground");
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const transaction = database.transaction(["threads", "messages"], "readwrite");
  const threadId = crypto.randomUUID();
  const now = Date.now();
  let parentId = null;
  for (let at = 0; at < ${messages}; at += 1) {
    const id = crypto.randomUUID();
    const base = { id, threadId, parentId, createdAt: now - (${messages} - at) * 1000 };
    const from = (at % 8) * ${answerTokens};
    const text = at % 2 ? words.slice(from, from + ${answerTokens}).join("") : "Question number " + at + ", in a line or two.";
    transaction.objectStore("messages").put(at % 2
      ? { ...base, role: "assistant", model: "m", fields: {}, sequence: 3, output: { state: "completed", parts: [{ kind: "text", part: "0", choice: 0, text, startedMs: 1, endedMs: 2 }] } }
      : { ...base, role: "user", text });
    parentId = id;
  }
  transaction.objectStore("threads").put({ id: threadId, title: "${messages} messages", leafId: parentId, revision: 1, createdAt: now, updatedAt: now });
  await new Promise((resolve, reject) => { transaction.oncomplete = resolve; transaction.onerror = () => reject(transaction.error); });
  database.close();
  return threadId;
})()`;
