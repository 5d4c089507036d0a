import type { Locator, Page } from "@playwright/test";

/** The page of usage as a person finds their way on it. */
export class UsagePage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  get filters(): Locator {
    return this.page.getByRole("search", { name: "Filters" });
  }
  get groups(): Locator {
    return this.page.getByRole("region", { name: "What it was used for" });
  }
  get calls(): Locator {
    return this.page.getByRole("region", { name: "Single calls" });
  }
  /** The slider over the bars. */
  get chart(): Locator {
    return this.page.getByRole("slider", { name: /^By day/ });
  }
  get budget(): Locator {
    return this.page.getByRole("region", { name: "Monthly budget" });
  }
  get account(): Locator {
    return this.page.getByRole("region", { name: "SiliconFlow account" });
  }
  get limits(): Locator {
    return this.page.getByRole("region", { name: "Limits met in the last hour" });
  }
  /** The line under every page. */
  get warning(): Locator {
    return this.page.getByRole("region", { name: "Budget", exact: true });
  }
  get save(): Locator {
    return this.budget.getByRole("button", { name: "Save the budget" });
  }
  get saved(): Locator {
    return this.budget.getByRole("status").filter({ hasText: "Saved." });
  }
  choice(name: string): Locator {
    return this.filters.getByRole("combobox", { name });
  }

  async open(query = ""): Promise<void> {
    await this.page.goto(`/usage${query}`);
  }

  async setBudget(amount: string, { warnAt = "80", stops = false } = {}): Promise<void> {
    await this.budget.getByRole("textbox", { name: "Budget, ¥ a month" }).fill(amount);
    await this.budget.getByRole("textbox", { name: "Warn at, %" }).fill(warnAt);
    await this.budget.getByRole("checkbox", { name: "Stop when it is spent" }).setChecked(stops);
    await this.save.click();
  }
}
