// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { useState } from "react";
import { IntlProvider } from "use-intl";
import { afterEach, expect, test } from "vitest";
import { messages } from "@/lib/i18n/messages";
import { readView, spanOf, type UsageView } from "@/lib/usage/usage-view";
import { UsageFilters } from "./usage-filters";

const now = Date.parse("2026-11-22T10:00:00Z");

function Page() {
  const address = "period=own&from=2026-01-31&to=2026-02-02";
  const [view, setView] = useState(() => readView(new URLSearchParams(address), now));
  const look = (change: Partial<UsageView>) => setView({ ...view, ...change });
  return (
    <IntlProvider locale="en" messages={messages.en} timeZone="UTC">
      <UsageFilters
        page={{
          view,
          look,
          span: spanOf(view, now),
          today: "2026-11-22",
          rows: [],
          keyNames: {},
        }}
      />
    </IntlProvider>
  );
}

afterEach(cleanup);
const field = (name: string) => screen.getByLabelText<HTMLInputElement>(name);
const days = () => [field("From").value, field("To").value];
const pick = (name: string, value: string) => fireEvent.change(field(name), { target: { value } });
function type(name: string, value: string) {
  fireEvent.keyDown(field(name), { key: value.at(-1) ?? "Backspace" });
  pick(name, value);
}

test("a day is typed digit by digit, and shown once Enter is pressed or the field is left", () => {
  render(<Page />);
  for (const day of ["2026-01-02", "2026-01-29", "0002-01-29", "0202-01-29", "2024-01-29"]) {
    type("From", day);
    expect(days()).toEqual([day, "2026-02-02"]);
  }
  fireEvent.keyDown(field("From"), { key: "Enter" });
  expect(days()).toEqual(["2024-01-29", "2025-01-28"]);
  type("To", "2023-05-01");
  fireEvent.blur(field("To"));
  expect(days()).toEqual(["2023-05-01", "2023-05-01"]);
});

test("a day that is picked is shown at once", () => {
  render(<Page />);
  type("To", "2026-03-01");
  fireEvent.pointerDown(field("To"));
  pick("To", "2026-01-05");
  expect(days()).toEqual(["2026-01-05", "2026-01-05"]);
});

test.each(["", "0202-02-28", "2026-11-23"])(
  "what is no day to be shown (%s) is gone when it is left",
  (day) => {
    render(<Page />);
    type("To", day);
    fireEvent.blur(field("To"));
    expect(days()).toEqual(["2026-01-31", "2026-02-02"]);
  },
);
