import type { Locator, Page } from "@playwright/test";

/** The compare page as a person finds their way on it: by roles and names. */
export class ComparePage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  get input(): Locator {
    return this.page.getByRole("textbox", { name: "Message", exact: true });
  }
  get stop(): Locator {
    return this.page.getByRole("button", { name: "Stop", exact: true });
  }
  /** All columns, from left to right. */
  get columns(): Locator {
    return this.page.getByRole("region", { name: /^Column \d+: / });
  }

  column(place: number): Locator {
    return this.page.getByRole("region", { name: new RegExp(`^Column ${place}: `) });
  }
  /** The newest answer of a column. */
  answer(place: number): Locator {
    return this.column(place).getByRole("log").getByRole("article").last();
  }

  async open(path = "/compare"): Promise<void> {
    await this.page.goto(path);
    await this.columns.first().waitFor();
  }

  async ask(text: string): Promise<void> {
    await this.input.fill(text);
    await this.input.press("Enter");
  }

  async choose(place: number, model: string): Promise<void> {
    await this.column(place).getByRole("combobox").click();
    await this.page.getByRole("combobox", { name: "Search models" }).fill(model);
    await this.page.getByRole("option", { name: model }).first().click();
  }

  async menu(place: number, item: string): Promise<void> {
    await this.page.getByRole("button", { name: `More for column ${place}` }).click();
    await this.page.getByRole("menuitem", { name: item, exact: true }).click();
  }

  /** Opens the options of one column, or of all together; gives their panel. */
  async options(place: number | "all"): Promise<Locator> {
    const name = place === "all" ? "Options of all columns" : `Options of column ${place}`;
    if (place === "all")
      await this.page
        .getByRole("button", { name: /^Options/ })
        .last()
        .click();
    else await this.column(place).getByRole("button", { name }).click();
    return this.page.getByRole("complementary", { name });
  }

  /** Every column has come to its end, in whatever way. */
  async done(): Promise<void> {
    await this.columns.first().locator('article[aria-busy="false"]').last().waitFor();
    await this.stop.waitFor({ state: "detached" });
  }
}
