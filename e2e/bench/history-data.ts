/* What the history measurement puts into a page's database and asks of it, as text that the page runs. */

/** Sits in few of the messages, so a search for it has to get past all the others. */
export const rareWords = "量子纠缠";

/** Fills the history: twenty messages a conversation, one an hour, every 20,000th with the rare words. */
export const seedHistory = (threads: number) => `(async () => {
  const words = ("的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经"
    + "十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处队南给色光门即保治北造百规热领七海口东导器压志世金增争济阶油思术极交受联什认六共权收证改清己美再采转更单风切打白教速花带安场身车例真务具万每目至达走积示议声报斗完类八离华名确才科张信马节话米整空元况今集温传土许步群广石记需段研界拉林律叫且究观越织装影算低持音众书布复容儿须际商非验连断深难近矿千周委素技备半办青省列习响约支般史感劳便团往酸历市克何除消构府称太准精值号率族维划选标写存候毛亲快效斯院查江型眼王按格养易置派层片始却专状育厂京识适属圆包火住调满县局照参红细引听该铁价严");
  let state = 7;
  const next = (below) => (state = (state * 48271) % 2147483647) % below;
  const text = (length) => { let made = ""; while (made.length < length) made += words[Math.floor(words.length * (next(10000) / 10000) ** 2.5)] + (next(12) === 0 ? "，" : ""); return made; };
  const database = await new Promise((resolve, reject) => {
    const request = indexedDB.open("siliconflow-playground");
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const hour = 3600000;
  const now = Date.now();
  let letters = 0;
  for (let from = 0; from < ${threads}; from += 250) {
    const transaction = database.transaction(["threads", "messages", "unindexed"], "readwrite", { durability: "relaxed" });
    const [threads, messages, unindexed] = ["threads", "messages", "unindexed"].map((name) => transaction.objectStore(name));
    for (let thread = from; thread < Math.min(from + 250, ${threads}); thread += 1) {
      const threadId = crypto.randomUUID();
      let parentId = null;
      for (let at = 0; at < 20; at += 1) {
        const id = crypto.randomUUID();
        const createdAt = now - (thread * 20 + 20 - at) * hour / 20;
        const rare = (thread * 20 + at) % 20000 === 10011 ? "${rareWords}" : "";
        const content = text(at % 2 ? 80 + next(80) : 20 + next(30)) + rare;
        letters += content.length;
        const base = { id, threadId, parentId, createdAt };
        messages.put(at % 2
          ? { ...base, role: "assistant", model: "m", fields: {}, sequence: 3, output: { state: "completed", parts: [{ kind: "text", part: "0", choice: 0, text: content, startedMs: 1, endedMs: 2 }] } }
          : { ...base, role: "user", text: content });
        unindexed.put({ messageId: id, createdAt, stamp: id });
        parentId = id;
      }
      threads.put({ id: threadId, title: text(12), titledBy: "words", leafId: parentId, revision: 1, createdAt: now - thread * hour, updatedAt: now - thread * hour });
    }
    await new Promise((resolve, reject) => { transaction.oncomplete = resolve; transaction.onerror = () => reject(transaction.error); });
  }
  database.close();
  return letters;
})()`;

const withDatabase = (work: string) => `(async () => {
  const database = await new Promise((resolve) => {
    const request = indexedDB.open("siliconflow-playground");
    request.onsuccess = () => resolve(request.result);
  });
  const done = (request) => new Promise((resolve) => { request.onsuccess = () => resolve(request.result); });
  const store = (name) => database.transaction(name).objectStore(name);
  try { ${work} } finally { database.close(); }
})()`;

/** How many messages wait for the index. */
export const waitingMessages = withDatabase(`return done(store("unindexed").count());`);

/** The bytes that the index takes up. */
export const indexBytes = withDatabase(`
  let bytes = 0;
  for (const { bytes: block } of await done(store("searchBlocks").getAll())) bytes += block.length;
  return bytes;`);

/** The time in which every message is read and looked through, a thousand at a time: the naive search. */
export const naiveScan = (query: string) =>
  withDatabase(`
  const started = performance.now();
  let found = 0;
  let range;
  for (;;) {
    const some = await done(store("messages").getAll(range, 1000));
    for (const { text, output } of some)
      if ((text ?? output.parts.map((part) => part.text).join("")).toLowerCase().includes("${query}")) found += 1;
    if (some.length < 1000) return { ms: performance.now() - started, found };
    range = IDBKeyRange.lowerBound(some.at(-1).id, true);
  }`);

/** Notes when something first matches a selector, in milliseconds since the page began to load. */
export const firstSeen = (selector: string) => `(() => {
  const note = () => { window.benchFirstSeen ??= document.querySelector(${JSON.stringify(selector)}) ? performance.now() : undefined; };
  new MutationObserver(note).observe(document, { childList: true, subtree: true });
})()`;

/** Does something to the page, and gives the milliseconds until something matches a selector. */
export const untilSeen = (action: string, selector: string) => `new Promise((resolve) => {
  const selector = ${JSON.stringify(selector)};
  const started = performance.now();
  const observer = new MutationObserver(() => {
    if (!document.querySelector(selector)) return;
    observer.disconnect();
    resolve(performance.now() - started);
  });
  observer.observe(document, { childList: true, subtree: true, characterData: true, attributes: true });
  ${action};
})`;
