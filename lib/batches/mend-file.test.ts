import { describe, expect, test } from "vitest";
import { checkFile } from "./check-file";
import { mendFile } from "./mend-file";
import { assembled, edited, wholeFile } from "./pieces";

const line = (id: string | undefined, more = "") =>
  `{${id === undefined ? "" : `"custom_id": "${id}", `}"body":{"model":"m","messages":[{"role":"user","content":"问${more}"}],"tag":9007199254740993}}`;

async function mended(text: string, ids = true): Promise<string> {
  const file = new Blob([text]);
  return assembled(file, edited(wholeFile(file.size), await mendFile(file, ids))).text();
}

describe("what is mended by itself", () => {
  test("DA4: a mark, carriage returns and blank lines go, and nothing else", async () => {
    const text = `\uFEFF${line("a")}\r\n\r\n  \n${line("b")}\r\n${line("c")}`;
    expect(await mended(text)).toBe(`${line("a")}\n${line("b")}\n${line("c")}`);
    expect(await mended(`${line("a")}\n`)).toBe(`${line("a")}\n`);
    expect(await mended(`${line("a")}\r\n${line("a")}\n`, false)).toBe(`${line("a")}\n${line("a")}\n`);
  });

  test("DA2: ids that are missing or stand twice become others, which nothing has", async () => {
    const text = [line("a"), line(undefined), line("a"), line("a-2"), "broken", line("line-00002")].join(
      "\n",
    );
    const result = await mended(text);
    const ids = result.split("\n").map((one) => /"custom_id": ?"([^"]*)"/.exec(one)?.[1]);
    expect(ids).toEqual(["a", "line-00002-2", "a-3", "a-2", undefined, "line-00002"]);
    const report = await checkFile(new Blob([result]), { takesBatches: () => true });
    expect(report.counts).toEqual({ "not-json": 1 });
  });

  test("DA11: numbers that no program can hold keep their digits", async () => {
    expect(await mended(line("a").replace("9007199254740993", "1e400"))).toContain('"tag":1e400');
    expect(await mended(line(undefined))).toContain('"tag":9007199254740993');
  });

  test("what is sound stays as it is, byte for byte", async () => {
    expect(await mendFile(new Blob([`${line("a")}\n${line("b")}\n`]), true)).toEqual([]);
  });
});
