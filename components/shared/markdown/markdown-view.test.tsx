// @vitest-environment jsdom
import { act, cleanup, render, screen } from "@testing-library/react";
import { IntlProvider } from "use-intl";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { messages } from "@/lib/i18n/messages";
import type { Block } from "@/lib/markdown/split-state";
import { MarkdownBlock } from "./markdown-block";
import { MarkdownView } from "./markdown-view";

type ViewProps = { text: string; streaming?: boolean };

function View({ text, streaming = false }: ViewProps) {
  return (
    <IntlProvider locale="en" messages={messages.en} timeZone="UTC">
      <MarkdownView text={text} streaming={streaming} />
    </IntlProvider>
  );
}

/** Renders and waits until everything deferred is on the page too. */
async function show(text: string, streaming = false) {
  const view = await act(async () => render(<View text={text} streaming={streaming} />));
  const update = (grown: string, stillStreaming: boolean) =>
    act(async () => view.rerender(<View text={grown} streaming={stillStreaming} />));
  return { container: view.container, update };
}

/** Letters and digits of the answer; marks come and go, and a language's label is no part of the text. */
function visibleLetters(element: Element): number {
  const labels = [...element.querySelectorAll("[data-slot=code-label]")]
    .map((label) => label.textContent)
    .join("");
  const count = (text: string) => text.replace(/[^\p{L}\p{N}]/gu, "").length;
  return count(element.textContent) - count(labels);
}

// Loading the renderer is a matter of the bundler; here it is there before the first test.
beforeAll(async () => {
  await import("./markdown-blocks");
  await show("ready");
  cleanup();
});
afterEach(cleanup);

describe("an answer's Markdown", () => {
  it("becomes headings, emphasis, lists and links that open apart and tell nobody", async () => {
    await show(
      "## 标题\n\n这是**重要**的 *词*。\n\n- [x] done\n- [ ] open\n\n[docs](https://docs.test/a?b=1&c=2)",
    );
    expect(screen.getByRole("heading", { level: 2, name: "标题" })).toBeTruthy();
    expect(screen.getByText("重要").tagName).toBe("STRONG");
    expect(screen.getAllByRole("checkbox").map((box) => box.matches(":checked"))).toEqual([true, false]);
    const link = screen.getByRole("link", { name: "docs" });
    expect(link.getAttribute("href")).toBe("https://docs.test/a?b=1&c=2");
    expect(link.getAttribute("rel")).toBe("noopener noreferrer nofollow");
    expect(link.getAttribute("target")).toBe("_blank");
  });

  it("puts a table into a region that the keyboard can scroll, named by its columns", async () => {
    await show("| Name | Price |\n|:--|--:|\n| a<br>b | 3 |\n");
    const region = screen.getByRole("region", { name: "Name, Price" });
    expect(region.tabIndex).toBe(0);
    expect(region.querySelector("td br")).toBeTruthy();
    expect(screen.getAllByRole("cell")).toHaveLength(2);
  });

  it("shows code with its language, a button to copy it and a region to scroll it", async () => {
    await show("```python\nprint('你好')\n```\n\n- item\n  ```\n  nested\n  ```\n");
    expect(screen.getByRole("region", { name: "python" }).textContent).toBe("print('你好')");
    expect(screen.getByRole("region", { name: "Code" }).textContent).toBe("nested");
    expect(screen.getAllByRole("button", { name: "Copy code" })).toHaveLength(2);
  });

  it.each(["$x^2$", "\\(x^2\\)", "$$\nx^2\n$$", "\\[x^2\\]", "- a\n\n  $$\n  x^2\n  $$\n"])(
    "typesets %j",
    async (text) => {
      const { container } = await show(text);
      expect(container.querySelector("annotation")?.textContent).toBe("x^2");
    },
  );

  it.each(["costs $5 and $10", "`$x$`", "\\$x$", "a $ b $ c"])("sees no formula in %j", async (text) => {
    const { container } = await show(text);
    expect(container.querySelector(".katex")).toBeNull();
  });

  it("shows a formula that is none as it is written", async () => {
    const { container } = await show("$\\frac{$ and\n\n$$\n\\begin{x}\n$$\n");
    expect(container.querySelector(".katex")).toBeNull();
    expect(container.textContent).toContain("\\frac{");
  });

  it("shows HTML as text, and loses no note or definition", async () => {
    const { container } = await show(
      "<b>bold</b>[^n]\n\n<div>\nblock\n</div>\n\n[^n]: the note\n\n[r]: https://r.test/\n",
    );
    for (const words of ["<b>bold</b>", "<div>", "block", "the note", "https://r.test/"]) {
      expect(container.textContent).toContain(words);
    }
  });

  it("names the host of a picture that may not load, and shows the site's own", async () => {
    await show("![chart](https://evil.test/x?d=1) ![mine](/api/media/abc)");
    expect(screen.getByText("chart · Picture not shown: evil.test")).toBeTruthy();
    expect(screen.getByRole("img", { name: "mine" }).getAttribute("src")).toBe("/api/media/abc");
  });

  it("shows text made to stall a parser as it is written", async () => {
    for (const text of [
      ">".repeat(9000),
      "_a*".repeat(1300),
      `${"|a".repeat(1500)}\n${"|-".repeat(1500)}\n${"|\n".repeat(900)}`,
    ]) {
      const { container } = await show(`- ${text}`);
      expect(container.textContent).toContain(text.slice(-20).trim());
      expect(container.querySelectorAll("*").length).toBeLessThan(3000);
      cleanup();
    }
  });

  it("shows a very long text plainly and whole", async () => {
    const text = "**a** ".repeat(50_000);
    const { container } = await show(text);
    expect(container.textContent).toBe(text);
    expect(container.querySelector("strong")).toBeNull();
  });

  it("formats all of a long finished text in the end", async () => {
    const { container } = await show("**a** and $x$\n\n".repeat(200));
    expect(container.querySelectorAll("strong")).toHaveLength(200);
    expect(container.querySelectorAll(".katex")).toHaveLength(200);
  });
});

describe("an answer that is coming in", () => {
  const answer = `# Head\n\nSome **bold** words with [a link](https://docs.test/path) and \`code\`.\n\n| a | b |\n|---|---|\n| one | two |\n\n\`\`\`js\nconst a = 1;\n\nlet b;\n\`\`\`\n\n$$\n\\frac{a}{b}\n$$\n\n1. one\n2. two\n   - three\n- [x] four\n- [ ] five [six](https://docs.test/(a)) ~~seven~~\n\n中文段落，**重点**。 And $x^2$ too.\n\n> quote\n\nTitle\n---\n\nEnd.`;

  it("never shows less text than before", async () => {
    const { container, update } = await show("", true);
    let most = 0;
    for (let length = 1; length <= answer.length; length += 1) {
      await update(answer.slice(0, length), true);
      const letters = visibleLetters(container);
      expect(letters, JSON.stringify(answer.slice(0, length).slice(-30))).toBeGreaterThanOrEqual(most);
      most = letters;
    }
  });

  it("keeps the elements of closed blocks untouched while more comes in", async () => {
    const { container, update } = await show(answer, true);
    const changed: Node[] = [];
    const closed = [...(container.firstElementChild?.children ?? [])].slice(0, -1);
    const observer = new MutationObserver((records) =>
      changed.push(...records.map((record) => record.target)),
    );
    for (const element of closed)
      observer.observe(element, { subtree: true, childList: true, characterData: true, attributes: true });
    for (let count = 1; count <= 30; count += 1) await update(answer + " more words\n".repeat(count), true);
    await update(`${answer}${" more words\n".repeat(30)}\n\nnext`, false);
    changed.push(...observer.takeRecords().map((record) => record.target));
    expect(changed).toEqual([]);
    expect(closed.every((element) => element.isConnected)).toBe(true);
  });

  it("renders a closed block once, whatever is rendered around it", async () => {
    let readings = 0;
    const block: Block = {
      key: 0,
      source: "once",
      get content() {
        readings += 1;
        return { kind: "markdown" as const, text: "once" };
      },
    };
    const around = (count: number) => (
      <section>
        {count}
        <MarkdownBlock block={block} growing={false} />
      </section>
    );
    const view = render(around(0));
    for (let count = 1; count <= 30; count += 1) view.rerender(around(count));
    expect(view.container.textContent).toBe("30once");
    expect(readings).toBe(1);
  });

  it("shows code and formulas as they are written until their block ends", async () => {
    const { container, update } = await show("so $x^2$ and", true);
    expect(container.querySelector(".katex")).toBeNull();
    expect(container.textContent).toContain("x^2");
    await update("so $x^2$ and\n\nnext", true);
    expect(container.querySelectorAll(".katex")).toHaveLength(1);
  });

  it("ends in what the finished text shows", async () => {
    const { container, update } = await show("", true);
    for (let length = 0; length < answer.length; length += 13) await update(answer.slice(0, length), true);
    await update(answer, false);
    const streamed = container.innerHTML;
    cleanup();
    expect((await show(answer)).container.innerHTML).toBe(streamed);
  });

  it("shows the new text when it is replaced", async () => {
    const { container, update } = await show("first answer", true);
    await update("second", false);
    expect(container.textContent).toBe("second");
  });
});
