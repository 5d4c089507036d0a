// @vitest-environment jsdom
import { cleanup, render, screen } from "@testing-library/react";
import { IntlProvider } from "use-intl";
import { afterEach, expect, test } from "vitest";
import { toUIMessage } from "@/lib/chat/chat-message";
import { answered, asked } from "@/lib/chat/test-records";
import { messages } from "@/lib/i18n/messages";
import { modelOf } from "@/lib/models/test-model";
import { estimateTokens } from "@/lib/runs/estimate-tokens";
import { formatYuan } from "@/lib/ui/format";
import { LiveNumbers } from "./live-numbers";

afterEach(cleanup);

const model = modelOf({ id: "some/model", free: false, inputPrice: 1000, outputPrice: 2000 });

function shown(texts: readonly string[], question: string) {
  const record = answered(texts.map((text, choice) => ({ text, choice })));
  return (
    <IntlProvider locale="en" messages={messages.en} timeZone="UTC">
      <LiveNumbers
        record={record}
        message={toUIMessage(record)}
        actions={{ models: () => [model], pathBefore: () => [asked(question)] }}
      />
    </IntlProvider>
  );
}

test("the running price counts what was asked and every choice of the answer, as far as it has come", () => {
  const question = "How are you?";
  const { rerender } = render(shown(["One", "Two"], question));
  const texts = ["One answer that goes on", "Two answers that go on and on"];
  rerender(shown(texts, question));
  const pieces = ["One", " answer that goes on", "Two", " answers that go on and on"];
  const out = pieces.reduce((sum, piece) => sum + estimateTokens(piece), 0);
  expect(screen.getByText(`≈${out} out`)).toBeTruthy();
  const yuan = (estimateTokens(question) * 1000 + out * 2000) / 1_000_000;
  expect(screen.getByText(`≈¥${formatYuan(yuan)}`)).toBeTruthy();
});
