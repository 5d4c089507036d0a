// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { IntlProvider } from "use-intl";
import { afterEach, expect, test, vi } from "vitest";
import { messages } from "@/lib/i18n/messages";
import { ReadAloudBar } from "./read-aloud-bar";

afterEach(cleanup);

test("says that no model can read, and looks again when that is wished", () => {
  const onRetry = vi.fn();
  render(
    <IntlProvider locale="en" messages={messages.en} timeZone="UTC">
      <ReadAloudBar
        state={{ step: "idle" }}
        price={0}
        reader={undefined}
        choices={{ models: [], own: [] }}
        failure={null}
        noReader={true}
        settings={{ speed: 1, always: false }}
        onSet={() => {}}
        onPause={() => {}}
        onResume={() => {}}
        onRetry={onRetry}
        onStop={() => {}}
      />
    </IntlProvider>,
  );
  expect(screen.getByRole("alert").textContent).toContain("no model that could read");
  fireEvent.click(screen.getByRole("button", { name: "Try again" }));
  expect(onRetry).toHaveBeenCalledOnce();
});
