export const budget = {
  title: "Monthly budget",
  loading: "Loading…",
  none: "No budget is set: nothing warns and nothing stops.",
  spentOf: "¥{spent} of ¥{budget} spent in {month}",
  spent: "¥{spent} spent in {month}",
  running: "¥{amount} more is expected of what is running.",
  unpriced:
    "{count, plural, one {# call of unknown price is} other {# calls of unknown price are}} not counted.",
  secret:
    "{count, plural, one {# call of a blind round counts, and is shown} other {# calls of blind rounds count, and are shown}} after the vote.",
  amount: "Budget, ¥ a month",
  amountHint: "Empty for none. A month begins at midnight in China (UTC+8).",
  amountFault: "An amount above 0 and up to 10,000,000, with a point before the decimals.",
  warnAt: "Warn at, %",
  warnFault: "A whole number from 1 to 100.",
  stops: "Stop when it is spent",
  stopsHint:
    "Then nothing paid begins any more, here or through /v1; what runs goes on, and free models still answer. Each call counts with its expected cost while it runs. A batch counts at its end only, so it may go beyond.",
  save: "Save the budget",
  saved: "Saved.",
  warned: "{percent}% of this month’s budget is spent (¥{spent} of ¥{budget}).",
  spentUp: "This month’s budget of ¥{budget} is spent.",
  spentStopped: "This month’s budget of ¥{budget} is spent: nothing paid begins any more.",
  toUsage: "See usage",
  dismiss: "Not again this month",
  notice: "Budget",
} as const;
