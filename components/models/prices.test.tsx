// @vitest-environment jsdom
import { cleanup, render } from "@testing-library/react";
import { IntlProvider } from "use-intl";
import { afterEach, describe, expect, test } from "vitest";
import { messages } from "@/lib/i18n/messages";
import type { CatalogueEntry } from "@/lib/models/catalogue-entry";
import { priceLines } from "@/lib/models/price-lines";
import { catalogue, catalogueMeta } from "@/lib/models/server/catalogue";
import { formatYuan } from "@/lib/ui/format";
import { ModelCard } from "./model-card";
import { ModelFacts } from "./model-facts";
import { ModelCells } from "./model-row";

afterEach(cleanup);

const shown = { favourite: false, chosen: false, choosable: true, onChoose: () => {}, onOpen: () => {} };
const modelOf = (entry: CatalogueEntry) => ({
  id: entry.id,
  live: true,
  entry,
  parameters: null,
  imageTokens: null,
});

/** What the page says of a model's price: on its card, in its line, in its details. */
function told(entry: CatalogueEntry) {
  const props = { ...shown, model: modelOf(entry) };
  const { container } = render(
    <IntlProvider locale="en" messages={messages.en} timeZone="UTC">
      <div>
        <ModelCard {...props} />
      </div>
      <table>
        <tbody>
          <tr>
            <ModelCells {...props} />
          </tr>
        </tbody>
      </table>
      <div>
        <ModelFacts model={props.model} entry={entry} sources={catalogueMeta.sources} onOpen={() => {}} />
      </div>
    </IntlProvider>,
  );
  const rows = [...container.querySelectorAll("section tbody tr")].map((row) =>
    [...row.querySelectorAll("td")].map((cell) => cell.textContent),
  );
  const [card = "", line = "", details = ""] = [...container.children].map((part) => part.textContent ?? "");
  cleanup();
  return { card, line, details, rows };
}

/** Every number that stands anywhere in the prices of an entry. */
function figuresOf(value: unknown): number[] {
  if (typeof value === "number") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(figuresOf) : [];
}

const amounts = (text: string) => [...text.matchAll(/¥([\d.,]+\d)/g)].map(([, amount]) => amount ?? "");

describe.each([...catalogue.values()].map((entry) => [entry.id, entry] as const))(
  "the page on %s",
  (_, entry) => {
    test("shows no price that its entry does not state, and says where one is unknown", () => {
      const { card, line, details, rows } = told(entry);
      const stated = new Set(figuresOf(entry.price).map(formatYuan));
      for (const text of [card, line, details])
        for (const amount of amounts(text)) expect(stated, text).toContain(amount);

      const lines = priceLines(entry);
      if (!entry.price.free && lines.every(({ live }) => live === null))
        for (const text of [card, line]) expect(text).toContain("price unknown");
      const word = (figure: number | null) => (figure === null ? "unknown" : `¥${formatYuan(figure)}`);
      const batched = lines.some(({ batch }) => batch !== undefined);
      expect(rows).toEqual(
        lines.map(({ live, batch }) => [
          word(live),
          ...(batched ? [batch === undefined ? "" : word(batch)] : []),
        ]),
      );
      if (entry.price.free) expect(card).toContain("Free");
    });
  },
);
