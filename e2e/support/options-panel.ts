import type { Locator, Page } from "@playwright/test";

/** The panel of options as a person finds their way in it. */
export class OptionsPanel {
  private readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  get panel(): Locator {
    return this.page.getByRole("complementary", { name: "Options" });
  }

  async open(): Promise<void> {
    if (!(await this.panel.isVisible())) await this.page.getByRole("button", { name: /^Options/ }).click();
    await this.panel.waitFor();
  }

  field(name: string): Locator {
    return this.panel.getByRole("textbox", { name, exact: true });
  }

  section(name: string): Locator {
    return this.panel.getByRole("region", { name, exact: true });
  }

  async set(values: Record<string, string>): Promise<void> {
    await this.open();
    for (const [name, value] of Object.entries(values)) await this.field(name).fill(value);
  }
}
