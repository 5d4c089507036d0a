import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { appError } from "@/lib/core/app-error";
import { newGroup } from "@/lib/creations/creation";
import type { CreationRecord } from "@/lib/history/creation-record";
import type { Reranker } from "@/lib/models/vector-model";
import { textsFrom } from "@/lib/rows/texts";
import { agreementOf, countFrom, judgedOf, mostOf, orderBy, rankedPlaces, ranksOf } from "./board";
import { cosinesToQuery } from "./cosines";
import { documentsOf, textRows, tokensOf } from "./documents";
import { examples } from "./example";
import { fieldsFor, numberOf, optionsOf, wrongOptions } from "./options";
import { resultsOf, reviewed, scoresOf } from "./results";
import { markWords, tellingWords } from "./words";
import { writeBoard } from "./write-board";

const scoresFrom = (...scores: number[]) => Float64Array.from(scores);
const none = Number.NaN;
const column = (key: string, scores: Float64Array) => ({
  key,
  kind: "reranker" as const,
  model: `m${key}`,
  scores,
});
const model: Reranker = {
  id: "m",
  vendor: null,
  catalogued: true,
  free: true,
  price: 0,
  imagePrice: null,
  maxInputTokens: null,
  vision: false,
  instruction: true,
  chunks: true,
};

describe("a board", () => {
  test("ranks by score; equal ones stay as they were given, and what has no score has no rank", () => {
    const scores = scoresFrom(0.2, 0.9, none, 0.9, 0);
    expect(rankedPlaces(scores)).toEqual([1, 3, 0, 4]);
    expect([...ranksOf(scores)]).toEqual([3, 1, 0, 2, 4]);
    expect(orderBy(column("0", scores), 5)).toEqual([1, 3, 0, 4, 2]);
    expect(orderBy(undefined, 3)).toEqual([0, 1, 2]);
  });

  test("names each document once, in whatever order", () => {
    const anything = fc.array(fc.oneof(fc.double({ noNaN: true }), fc.constant(none)), { maxLength: 40 });
    fc.assert(
      fc.property(anything, (values) => {
        const scores = Float64Array.from(values);
        const order = orderBy(column("0", scores), values.length);
        expect([...order].sort((a, b) => a - b)).toEqual(values.map((_, place) => place));
        const ranks = ranksOf(scores);
        for (const [at, place] of rankedPlaces(scores).entries()) expect(ranks[place]).toBe(at + 1);
      }),
    );
  });

  test("counts what reaches a threshold, the threshold itself included", () => {
    expect(countFrom(scoresFrom(0.5, 0.49, none, 1), 0.5)).toBe(2);
  });

  test("has its highest score as the end of a scale of its own", () => {
    expect([mostOf(scoresFrom(0.5, none, 4)), mostOf(scoresFrom(none, -1)), mostOf(scoresFrom())]).toEqual([
      4, 0, 0,
    ]);
  });

  test("says how far two rankings agree, over the documents that both know", () => {
    const one = scoresFrom(4, 3, 2, none, 1);
    expect(agreementOf(one, scoresFrom(0.9, 0.8, 0.7, 0.1, 0.6), 2)).toEqual({
      spearman: 1,
      kendall: 1,
      overlap: 1,
    });
    const reverse = agreementOf(one, scoresFrom(1, 2, 3, 9, 4), 2);
    expect([reverse.spearman, reverse.kendall, reverse.overlap]).toEqual([-1, -1, 0]);
    expect(agreementOf(one, scoresFrom(none, none, none, 1, 1), 3).spearman).toBeUndefined();
  });

  test("is judged by grades, what a model left out standing nowhere", () => {
    // Järvelin and Kekäläinen: gains 3, 2 and 1 at places 2, 1 and 3 of the ranking.
    const judged = judgedOf(scoresFrom(0.8, 0.9, none, 0.1), { "0": 3, "1": 2, "2": 1 }, 3);
    const best = 3 + 2 / Math.log2(3) + 1 / 2;
    expect(judged?.ndcg).toBeCloseTo((2 + 3 / Math.log2(3)) / best, 12);
    expect([judged?.reciprocalRank, judged?.recall]).toEqual([1, 2 / 3]);
    expect(judgedOf(scoresFrom(1, 2), {}, 3)).toBeUndefined();
  });

  test("gains nothing from a document that it gave no rank, wherever that was given", () => {
    const judged = judgedOf(scoresFrom(none, 0.9, none), { "0": 2 }, 3);
    expect(judged).toEqual({ ndcg: 0, reciprocalRank: 0, recall: 0 });
  });

  test("has no more in common with another than both have ranked", () => {
    const [one, other] = [scoresFrom(none, none, none, 0.9, 0.8), scoresFrom(none, none, none, 0.1, 0.7)];
    expect(agreementOf(one, other, 1).overlap).toBe(0);
    expect(agreementOf(one, other, 5).overlap).toBe(1);
    expect(agreementOf(one, scoresFrom(0.9, 0.8, none, none, none), 5).overlap).toBe(0);
    expect(agreementOf(one, scoresFrom(none, none, none, none, none), 5).overlap).toBeUndefined();
  });
});

describe("an embedding model's cosines", () => {
  const piece = (rows: number[], vectors: number[][]) => ({
    rows,
    bytes: Float32Array.from(vectors.flat()).buffer,
  });

  test("are those of the query, which comes first, with each document that was asked for", () => {
    const files = [
      piece(
        [0, 1],
        [
          [1, 0],
          [0, 2],
        ],
      ),
      piece(
        [2, 3],
        [
          [4, 3],
          [none, none],
        ],
      ),
    ];
    const cosines = cosinesToQuery(files, [0, 2, 3], 4);
    expect([...(cosines ?? [])].map((value) => Number(value.toFixed(6)))).toEqual([0, none, 0.8, none]);
  });

  test("are none without a vector of the query, or with vectors of different widths", () => {
    expect(
      cosinesToQuery(
        [
          piece(
            [0, 1],
            [
              [none, none],
              [1, 1],
            ],
          ),
        ],
        [0],
        1,
      ),
    ).toBeUndefined();
    expect(cosinesToQuery([piece([0], [[1, 0]]), piece([1], [[1, 0, 0]])], [0], 1)).toBeUndefined();
    expect(cosinesToQuery([], [0], 1)).toBeUndefined();
  });
});

describe("words of the query", () => {
  test("that most documents have tell nothing; the others are found, in any case and language", () => {
    const documents = ["Return shoes", "a return page", "page and shop", "page 退款", "page"];
    expect(tellingWords("A return page of 退款", documents).sort()).toEqual(["return", "退款"]);
    expect(tellingWords("shoes", [])).toEqual([]);
  });

  test("are marked in a text, and nothing of it is lost", () => {
    expect(markWords("A RETURN, please", new Set(["return"]))).toEqual([
      { text: "A ", marked: false },
      { text: "RETURN", marked: true },
      { text: ", please", marked: false },
    ]);
    const long = fc.nat(12_000).map((length) => "chain oil 油 ".repeat(length / 8));
    fc.assert(
      fc.property(fc.oneof(fc.string(), long), fc.array(fc.string()), (text, words) => {
        expect(
          markWords(text, new Set(words))
            .map((piece) => piece.text)
            .join(""),
        ).toBe(text);
      }),
    );
  });
});

describe("what is sent", () => {
  const typed = { instruction: " Find it ", topN: "3", maxChunks: "10", overlap: "80" };

  test("is what is set and what the model takes", () => {
    expect(fieldsFor(model, typed)).toEqual({
      instruction: "Find it",
      top_n: 3,
      max_chunks_per_doc: 10,
      overlap_tokens: 80,
    });
    expect(fieldsFor({ ...model, instruction: false, chunks: false }, typed)).toEqual({ top_n: 3 });
    expect(fieldsFor({ ...model, instruction: null }, typed)["instruction"]).toBe("Find it");
    const nothing = { instruction: " ", topN: "", maxChunks: "", overlap: "" };
    expect(fieldsFor(model, nothing)).toEqual({});
    expect(optionsOf(fieldsFor(model, typed))).toEqual({ ...typed, instruction: "Find it" });
  });

  test.each([
    ["topN", "0"],
    ["topN", "1.5"],
    ["overlap", "81"],
    ["maxChunks", "many"],
  ] as const)("is not a wrong number: %s %s", (option, value) => {
    expect(numberOf(option, value)).toBeNaN();
    expect(wrongOptions({ ...typed, [option]: value })).toEqual([option]);
  });

  test("are texts and pictures; a model that takes no pictures gets the texts, captions included", () => {
    const input = { mediaId: "blob_1", name: "", type: "image/png", bytes: 1, width: 1, height: 1 };
    const texts = { texts: ["one", "two"], lines: [1, 4] };
    expect(documentsOf(texts, [])).toBe(texts);
    const set = documentsOf(texts, [
      { input, caption: " " },
      { input: { ...input, mediaId: "blob_2" }, caption: "a cat" },
    ]);
    expect(set).toEqual({
      texts: ["one", "two", "", "a cat"],
      lines: [1, 4, 5, 6],
      pictures: [null, null, "blob_1", "blob_2"],
    });
    expect(textRows(set)).toEqual([0, 1, 3]);
    expect(textRows(texts)).toBeUndefined();
  });

  test("has the query read with each document", () => {
    expect(tokensOf("猫".repeat(10), 100, 5)).toBe(130);
  });

  test("of the examples has twelve documents in each language", () => {
    for (const { documents } of Object.values(examples))
      expect(new Set(textsFrom(documents, "lines").set.texts).size).toBe(12);
  });
});

describe("the requests of a group", () => {
  const [ranking, vectors] = newGroup([
    { kind: "ranking", model: "a", prompt: "?", fields: {}, rows: [0, 2] },
    { kind: "ranking-vectors", model: "b", prompt: "?", fields: {} },
  ]);
  if (!ranking || !vectors) throw new Error("no records");
  const done = (record: CreationRecord, change: Partial<CreationRecord["output"]>): CreationRecord => ({
    ...record,
    sentAt: 5,
    output: { ...record.output, state: "completed", ...change },
  });

  test("are told by model: what it ranked, what failed, and the latest counts", () => {
    const failed = done(ranking, { state: "failed" });
    const again = { ...ranking, id: "again" };
    const [first, second] = resultsOf([failed, again, vectors], 3);
    expect([first?.record.id, first?.running, first?.asked]).toEqual(["again", true, 2]);
    expect([second?.kind, second?.asked, second?.ranked]).toEqual(["baseline", 3, 0]);
    const sent = { ...done(again, { ranking: [{ index: 1, score: 0.5 }] }), sentAt: 9 };
    expect(resultsOf([sent, failed], 3)[0]).toMatchObject({ ranked: 1, running: false });
  });

  test("of a baseline whose query has no vector have no ranking, and say why", () => {
    const items = [{ index: 0, mediaId: "m", type: "x", bytes: 1 }];
    const error = appError("input-too-long");
    const tellOf = (item: number) =>
      resultsOf([{ ...done(vectors, { failedItems: [{ item, error }] }), items }], 3)[0];
    expect(tellOf(0)).toMatchObject({ ranked: 0, error });
    expect(tellOf(2)).toMatchObject({ ranked: 2, error: undefined });
  });

  test("give scores to the documents that were asked for, as they came", () => {
    const results = [
      { index: 1, score: 0.123456789 },
      { index: 0, score: 1e-7 },
    ];
    expect([...scoresOf(done(ranking, { ranking: results }), 3)]).toEqual([1e-7, none, 0.123456789]);
  });

  test("hold what was found relevant in one record, which stays the same", () => {
    expect(reviewed([vectors, ranking])?.id).toBe(ranking.id);
    const marked = { ...ranking, id: "marked", review: { grades: { "1": 1 } } };
    expect(reviewed([ranking, marked])?.id).toBe("marked");
  });
});

describe("a board as a file", () => {
  const board = {
    query: "?",
    set: { texts: ["=1+1", "two"], lines: [1, 3] },
    columns: [column("0", scoresFrom(0.25, 0.123456789)), column("1", scoresFrom(none, 0.5))],
    grades: { "1": 2 },
    threshold: 0.3,
  };

  test("is a table for spreadsheets", async () => {
    expect(await writeBoard(board, "csv").text()).toBe(
      [
        "line,document,picture,relevance,m0 rank,m0 score,m1 rank,m1 score",
        "1,'=1+1,0,0,1,0.25,,",
        "3,two,0,2,2,0.123456789,1,0.5",
        "",
      ].join("\r\n"),
    );
  });

  test("is JSON with scores as they came", async () => {
    const content = JSON.parse(await writeBoard(board, "json").text());
    expect(content).toMatchObject({ query: "?", threshold: 0.3 });
    expect(content.documents[1]).toEqual({
      text: "two",
      line: 3,
      picture: false,
      relevance: 2,
      rankings: [
        { model: "m0", rank: 2, score: 0.123456789 },
        { model: "m1", rank: 1, score: 0.5 },
      ],
    });
  });
});
