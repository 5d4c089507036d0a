// @vitest-environment jsdom
import { act, cleanup, render, screen } from "@testing-library/react";
import { IntlProvider } from "use-intl";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { messages } from "@/lib/i18n/messages";
import { MarkdownView, preloadMarkdown } from "./markdown-view";
function View(p: { text: string; streaming: boolean }) {
  return <IntlProvider locale="en" messages={messages.en}><MarkdownView {...p} /></IntlProvider>;
}
afterEach(cleanup);
it("x", async () => {
  const { container } = await act(async () => render(<View streaming={false} text={"# Hi\n\n中文 **b** $x^2$ costs $5 and $10 &amp; <b>q</b><br> [l](https://a.com/x) ![i](https://evil.com/x.png)\n\n```js\nlet a\n```\n\n| a | b |\n|--|:-:|\n| 1<br>2 | 3 |\n\n- [x] t\n\n$$\n\\frac{a}{b}\n$$\n"} />));
  await act(async () => { await new Promise(r => setTimeout(r, 1500)); });
  console.log(container.innerHTML.replace(/<math.*?<\/math>/g, "<math/>"));
});
