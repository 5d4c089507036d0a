// @vitest-environment jsdom
import { act, cleanup, render } from "@testing-library/react";
import { IntlProvider } from "use-intl";
import { afterEach, expect, test, vi } from "vitest";
import { messages } from "@/lib/i18n/messages";
import { UndoNotice } from "./undo-notice";

afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

const notice = (onGone: () => void) => (
  <IntlProvider locale="en" messages={messages.en} timeZone="UTC">
    <UndoNotice text="Gone." onUndo={() => {}} onGone={onGone} />
  </IntlProvider>
);

test("Undo goes away after ten seconds, also while somebody goes on typing", () => {
  vi.useFakeTimers();
  const onGone = vi.fn();
  const { rerender } = render(notice(() => onGone()));
  for (let second = 1; second < 10; second += 1) {
    act(() => vi.advanceTimersByTime(1000));
    // Every letter renders the page again, with new functions.
    rerender(notice(() => onGone()));
  }
  expect(onGone).not.toHaveBeenCalled();
  act(() => vi.advanceTimersByTime(1000));
  expect(onGone).toHaveBeenCalledOnce();
});
