import "fake-indexeddb/auto";
import { beforeEach, describe, expect, test } from "vitest";
import { answerText } from "@/lib/chat/answer-words";
import type { ChatSession } from "@/lib/chat/chat-session";
import { history } from "@/lib/history/database";
import { storedThreads } from "@/lib/history/stored-threads";
import { type ColumnSetup, newSetup } from "./column-setup";
import { type Ask, Comparison } from "./comparison";
import { loadComparison } from "./load-comparison";

const threadId = "comparison";
const ask: Ask = ({ model }) => (model === null ? undefined : { model, fields: {} });

beforeEach(async () => {
  await Promise.all(history().tables.map((table) => table.clear()));
});

/** Answers at once, in words that name the model and the question; a model called `broken` fails. */
function answering(session: ChatSession): void {
  session.attach(async (answer) => {
    const question = session.getState().path.findLast((record) => record.role === "user");
    const text = `${answer.model} on ${question?.text}`;
    const part = { kind: "text" as const, part: "p", choice: 0, text, startedMs: 0 };
    const state = answer.model === "broken" ? ("failed" as const) : ("completed" as const);
    await session.transport.keep({ ...answer, runId: "r", sequence: 1, output: { state, parts: [part] } });
  });
}

async function comparisonOf(models: readonly (string | null)[]): Promise<Comparison> {
  const loaded = await loadComparison(threadId);
  const comparison = new Comparison({ threadId, loaded, setups: models.map(newSetup) });
  for (const { id } of comparison.columns) answering(comparison.session(id));
  return comparison;
}

const shown = (comparison: Comparison) =>
  comparison.columns.map(({ id }) =>
    comparison
      .session(id)
      .getState()
      .path.map((record) => {
        if (record.role === "assistant") return answerText(record);
        return record.role === "tool" ? "" : record.text;
      }),
  );
const models = (comparison: Comparison) => comparison.columns.map(({ setup }) => setup.model);
const idAt = (comparison: Comparison, at: number) => comparison.columns[at]?.id ?? "";
const stored = async () => (await storedThreads.thread(threadId))?.columns;

describe("a comparison", () => {
  test("puts each question to every column, and is there again as it was", async () => {
    const comparison = await comparisonOf(["a", "b"]);
    await comparison.send({ text: "one" }, ask);
    await comparison.send({ text: "two" }, ask);
    const expected = [
      ["one", "a on one", "two", "a on two"],
      ["one", "b on one", "two", "b on two"],
    ];
    expect(shown(comparison)).toEqual(expected);
    const again = await comparisonOf([]);
    expect(shown(again)).toEqual(expected);
    expect(models(again)).toEqual(["a", "b"]);
    expect((await storedThreads.thread(threadId))?.title).toBe("one");
  });

  test("takes one question at a time: what it does not take stays with who wrote it", async () => {
    const comparison = await comparisonOf(["a", "b"]);
    const first = comparison.send({ text: "one" }, ask);
    expect(comparison.send({ text: "two" }, ask)).toBeUndefined();
    await first;
    expect(shown(comparison)).toEqual([
      ["one", "a on one"],
      ["one", "b on one"],
    ]);
    await comparison.send({ text: "two" }, ask);
    expect(shown(comparison)[0]).toEqual(["one", "a on one", "two", "a on two"]);
  });

  test("is stored with its first question and not before", async () => {
    const comparison = await comparisonOf(["a"]);
    comparison.add(newSetup("b"));
    expect(await storedThreads.thread(threadId)).toBeUndefined();
  });

  test("keeps a failure in its column, and a column without a model silent", async () => {
    const comparison = await comparisonOf(["a", "broken", null]);
    await comparison.send({ text: "one" }, ask);
    const states = comparison.columns.map(({ id }) => {
      const last = comparison.session(id).getState().path.at(-1);
      return last?.role === "assistant" ? last.output.state : "nothing";
    });
    expect(states).toEqual(["completed", "failed", "nothing"]);
  });

  test("lets each column have instructions of its own", async () => {
    const setups: ColumnSetup[] = [newSetup("a"), { ...newSetup("a"), systemPrompt: "Be brief." }];
    const comparison = new Comparison({ threadId, loaded: undefined, setups });
    for (const { id } of comparison.columns) answering(comparison.session(id));
    await comparison.send({ text: "one" }, ask);
    expect(shown(comparison).map(([first]) => first)).toEqual(["one", "Be brief."]);
    comparison.configureAll((setup) => ({ ...setup, systemPrompt: "In verse." }));
    await comparison.settleInstructions();
    expect(shown(comparison).map(([first]) => first)).toEqual(["In verse.", "In verse."]);
  });
});

describe("columns", () => {
  test("can be moved and set up while they are kept", async () => {
    const comparison = await comparisonOf(["a", "b", "c"]);
    await comparison.send({ text: "one" }, ask);
    comparison.move(idAt(comparison, 2), 0);
    comparison.configure(idAt(comparison, 1), { model: "d" });
    comparison.move(idAt(comparison, 0), 9);
    expect(models(comparison)).toEqual(["c", "d", "b"]);
    await expect
      .poll(async () => (await stored())?.map(({ setup }) => setup["model"]))
      .toEqual(["c", "d", "b"]);
    const again = await comparisonOf([]);
    expect(shown(again)[0]).toEqual(["one", "c on one"]);
  });

  test("that are taken out keep what was said, and can be put back", async () => {
    const comparison = await comparisonOf(["a", "b"]);
    await comparison.send({ text: "one" }, ask);
    const putBack = comparison.remove(idAt(comparison, 0));
    await expect
      .poll(async () => (await stored())?.map(({ removedAt }) => removedAt !== undefined))
      .toEqual([false, true]);
    expect(models(await comparisonOf([]))).toEqual(["b"]);
    putBack?.();
    await expect
      .poll(async () => (await stored())?.every(({ removedAt }) => removedAt === undefined))
      .toBe(true);
    expect(shown(await comparisonOf([]))[0]).toEqual(["one", "a on one"]);
  });

  test("are at least one and at most eight", async () => {
    const comparison = await comparisonOf(["a"]);
    expect(comparison.remove(idAt(comparison, 0))).toBeUndefined();
    for (let at = 0; at < 9; at += 1) comparison.add(newSetup("b"));
    expect(comparison.columns).toHaveLength(8);
    expect(await comparison.duplicate(idAt(comparison, 0))).toBeUndefined();
    const putBack = comparison.remove(idAt(comparison, 0));
    comparison.add(newSetup("c"));
    putBack?.();
    expect(models(comparison).at(-1)).toBe("c");
    expect(comparison.columns).toHaveLength(8);
  });

  test("are duplicated with all that was said, beside the original", async () => {
    const comparison = await comparisonOf(["a", "b"]);
    await comparison.send({ text: "one" }, ask);
    const copy = await comparison.duplicate(idAt(comparison, 0));
    expect(idAt(comparison, 1)).toBe(copy);
    expect(shown(comparison)[1]).toEqual(["one", "a on one"]);
    expect(shown(await comparisonOf([]))).toEqual([
      ["one", "a on one"],
      ["one", "a on one"],
      ["one", "b on one"],
    ]);
  });

  test("that came later can be asked what the others were asked, one question after the other", async () => {
    const comparison = await comparisonOf(["a"]);
    await comparison.send({ text: "one" }, ask);
    await comparison.send({ text: "two" }, ask);
    const added = comparison.add(newSetup("b")) ?? "";
    answering(comparison.session(added));
    expect(comparison.missedBy(added)).toHaveLength(2);
    await comparison.catchUp(added, ask);
    expect(shown(comparison)[1]).toEqual(["one", "b on one", "two", "b on two"]);
    expect(comparison.missedBy(added)).toEqual([]);
  });

  test("all go on from one answer; their own stays as a version", async () => {
    const comparison = await comparisonOf(["a", "b"]);
    await comparison.send({ text: "one" }, ask);
    await comparison.continueAllFrom(idAt(comparison, 0));
    expect(shown(comparison)[1]).toEqual(["one", "a on one"]);
    await comparison.send({ text: "two" }, ask);
    expect(shown(comparison)[1]).toEqual(["one", "a on one", "two", "b on two"]);
    const again = await comparisonOf([]);
    const session = again.session(idAt(again, 1));
    const [first] = session.getState().path;
    const versions = session.getState().versions.get(first?.id ?? "") ?? [];
    expect(versions).toHaveLength(2);
    await session.showVersion(versions.find((id) => id !== first?.id) ?? "");
    expect(shown(again)[1]).toEqual(["one", "b on one"]);
  });

  test("that another tab changes appear here too, but never take back what is being changed here", async () => {
    const comparison = await comparisonOf(["a", "b"]);
    await comparison.send({ text: "one" }, ask);
    const other = await comparisonOf([]);
    other.configure(idAt(other, 0), { model: "z" });
    await expect.poll(async () => (await stored())?.[0]?.setup["model"]).toBe("z");
    const thread = await storedThreads.thread(threadId);
    if (thread) comparison.changedElsewhere(thread);
    expect(models(comparison)).toEqual(["z", "b"]);
    comparison.configure(idAt(comparison, 1), { model: "y" });
    if (thread) comparison.changedElsewhere(thread);
    expect(models(comparison)).toEqual(["z", "y"]);
  });
});
