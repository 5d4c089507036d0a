// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { act, cleanup, fireEvent, render, screen, waitFor } from "@testing-library/react";
import { IntlProvider } from "use-intl";
import { afterEach, expect, test, vi } from "vitest";
import { messages } from "@/lib/i18n/messages";
import type { Budget, BudgetState } from "@/lib/usage/budget";
import { budgetQueries } from "@/lib/usage/budget-queries";
import { BudgetCard } from "./budget-card";

const stateOf = (budget: Budget): BudgetState => ({
  budget,
  month: "2026-11",
  spentMicroCny: 0,
  heldMicroCny: 0,
  unpriced: 0,
  secret: 2,
});

/** Our own server: it keeps one budget, and answers a question only when `answer` is called. */
function serve() {
  let budget: Budget = { microCny: 10e6, warnAtPercent: 80, stops: false };
  const waiting: (() => void)[] = [];
  let slow = false;
  vi.stubGlobal("fetch", (_: string, { method, body, signal }: RequestInit = {}) => {
    if (method === "POST") budget = JSON.parse(String(body)).budget;
    const reply = Response.json(stateOf(budget));
    if (method === "POST" || !slow) return Promise.resolve(reply);
    return new Promise<Response>((resolve, reject) => {
      signal?.addEventListener("abort", () => reject(signal.reason));
      waiting.push(() => resolve(reply));
    });
  });
  return {
    slowDown: () => {
      slow = true;
    },
    answer: () =>
      act(async () => {
        for (const reply of waiting.splice(0)) reply();
      }),
  };
}

async function open(client = new QueryClient()) {
  render(
    <IntlProvider locale="en" messages={messages.en} timeZone="UTC">
      <QueryClientProvider client={client}>
        <BudgetCard />
      </QueryClientProvider>
    </IntlProvider>,
  );
  await screen.findByRole("button", { name: "Save the budget" });
  return client;
}

const amount = () => screen.getByLabelText<HTMLInputElement>("Budget, ¥ a month");
async function save(value: string) {
  fireEvent.change(amount(), { target: { value } });
  const button = screen.getByRole("button", { name: "Save the budget" });
  button.focus();
  await act(async () => button.click());
  await screen.findByText("Saved.");
}

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

test("saving a budget leaves the focus where it is", async () => {
  serve();
  await open();
  await save("25");
  expect(document.activeElement).toBe(screen.getByRole("button", { name: "Save the budget" }));
  expect(amount().value).toBe("25");
});

test("what was asked before a budget was saved does not bring the old one back", async () => {
  const server = serve();
  const client = await open();
  server.slowDown();
  void client.refetchQueries({ queryKey: budgetQueries.state().queryKey });
  await save("25");
  await server.answer();
  await waitFor(() => expect(client.isFetching()).toBe(0));
  expect(client.getQueryData(budgetQueries.state().queryKey)?.budget.microCny).toBe(25e6);
  expect(amount().value).toBe("25");
});

test("a budget that was changed elsewhere is shown, and how many calls of blind rounds it leaves out", async () => {
  serve();
  const client = await open();
  const elsewhere = stateOf({ microCny: 7e6, warnAtPercent: 50, stops: true });
  client.setQueryData(budgetQueries.state().queryKey, elsewhere);
  await waitFor(() => expect(amount().value).toBe("7"));
  expect(screen.getByText("2 calls of blind rounds count, and are shown after the vote.")).toBeTruthy();
});
