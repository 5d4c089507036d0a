// @vitest-environment jsdom
import { act, cleanup, render } from "@testing-library/react";
import { IntlProvider } from "use-intl";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { messages } from "@/lib/i18n/messages";
import { hostileMarkdown } from "./hostile-markdown";
import { MarkdownBlocks } from "./markdown-blocks";

const allowedElements = new Set(
  [
    "a blockquote br button code del div em h1 h2 h3 h4 h5 h6 hr img input li ol p pre section span strong sup",
    "table tbody td th thead tr ul svg path rect line",
    "math semantics annotation mrow mi mo mn ms mtext msup msub msubsup mfrac msqrt mroot mspace mstyle mpadded",
    "mover munder munderover mtable mtr mtd menclose mphantom mglyph merror",
  ]
    .join(" ")
    .split(" "),
);
const addressAttributes = [
  "href",
  "src",
  "srcset",
  "action",
  "formaction",
  "data",
  "poster",
  "background",
  "xlink:href",
];

function isAllowedAddress(element: Element, attribute: string, value: string): boolean {
  if (attribute === "src") return /^(?:blob:|\/api\/media\/)/.test(value) && !value.includes("..");
  return attribute === "href" && element.localName === "a" && /^(?:https?:\/\/|mailto:)/.test(value);
}

/** Everything on the page that no answer may bring about. */
function offencesIn(root: Element): string[] {
  return [...root.querySelectorAll("*")].flatMap((element) => {
    const name = element.localName;
    const offences = allowedElements.has(name) ? [] : [`<${name}>`];
    for (const { name: attribute, value } of element.attributes) {
      const foreign = addressAttributes.includes(attribute) && !isAllowedAddress(element, attribute, value);
      const runs = attribute.startsWith("on") || ["srcdoc", "id", "name"].includes(attribute);
      const loads = attribute === "style" && /url|@import|expression/i.test(value);
      if (foreign || runs || loads) offences.push(`${name}[${attribute}=${value}]`);
    }
    return offences;
  });
}

function View({ text, streaming }: { text: string; streaming: boolean }) {
  return (
    <IntlProvider locale="en" messages={messages.en} timeZone="UTC">
      <MarkdownBlocks text={text} streaming={streaming} />
    </IntlProvider>
  );
}

/** Every sink that Trusted Types guards throws, as it does in the browser under the page's policy. */
const sinks = [
  [Element.prototype, "innerHTML"],
  [Element.prototype, "outerHTML"],
  [HTMLIFrameElement.prototype, "srcdoc"],
] as const;
const originals = sinks.map(([prototype, property]) => Object.getOwnPropertyDescriptor(prototype, property));

beforeAll(() => {
  for (const [prototype, property] of sinks) {
    Object.defineProperty(prototype, property, {
      configurable: true,
      get: () => "",
      set: () => {
        throw new TypeError(`${property} needs TrustedHTML`);
      },
    });
  }
});
afterAll(() => {
  sinks.forEach(([prototype, property], index) => {
    const original = originals[index];
    if (original) Object.defineProperty(prototype, property, original);
  });
});
afterEach(cleanup);

describe("hostile answers", () => {
  it.each(hostileMarkdown)(
    "%j brings nothing onto the page, whole or character by character",
    async (payload) => {
      const text = `Before.\n\n${payload}\n\nAfter.`;
      const whole = await act(async () => render(<View text={text} streaming={false} />));
      expect(offencesIn(whole.container)).toEqual([]);
      expect(whole.container.textContent).toContain("After.");
      cleanup();

      const view = render(<View text="" streaming />);
      for (let length = 1; length <= payload.length; length += 1) {
        await act(async () => view.rerender(<View text={payload.slice(0, length)} streaming />));
        expect(offencesIn(view.container)).toEqual([]);
      }
      await act(async () => view.rerender(<View text={payload} streaming={false} />));
      expect(offencesIn(view.container)).toEqual([]);
    },
  );

  it("finds offences where there are some", () => {
    const bad = document.createElement("div");
    const image = bad.appendChild(document.createElement("img"));
    image.setAttribute("src", "https://canary.test/");
    image.setAttribute("onerror", "alert(1)");
    bad.appendChild(document.createElement("iframe"));
    expect(offencesIn(bad)).toHaveLength(3);
  });
});
