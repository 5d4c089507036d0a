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
        }}
      />
    </IntlProvider>
  );
}

afterEach(cleanup);
const field = (name: string) => screen.getByLabelText<HTMLInputElement>(name);
const write = (name: string, value: string) => fireEvent.change(field(name), { target: { value } });

test("a year is typed digit by digit, and its period is shown once it is one", () => {
  render(<Page />);
  for (const year of ["0002", "0020", "0202"]) {
    write("From", `${year}-02-28`);
    expect(field("From").value).toBe(`${year}-02-28`);
    expect(field("To").value).toBe("2026-02-02");
  }
  write("From", "2024-02-29");
  expect(field("To").value).toBe("2025-02-28");
  fireEvent.blur(field("From"));
  write("To", "2023-05-01");
  expect(field("From").value).toBe("2023-05-01");
});

test.each(["", "0202-02-28", "2026-11-23"])(
  "what is no day to be shown (%s) is gone when it is left",
  (day) => {
    render(<Page />);
    write("To", day);
    fireEvent.blur(field("To"));
    expect([field("From").value, field("To").value]).toEqual(["2026-01-31", "2026-02-02"]);
  },
);
