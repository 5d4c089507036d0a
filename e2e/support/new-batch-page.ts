import { expect, type Locator, type Page } from "@playwright/test";

/** The form for a batch as a person sees it. */
export class NewBatchPage {
  readonly page: Page;
  readonly form: Locator;
  readonly check: Locator;
  readonly send: Locator;

  constructor(page: Page) {
    this.page = page;
    this.form = page.getByRole("form", { name: "A new batch" });
    this.check = this.form.getByRole("region", { name: "Check", exact: true });
    this.send = this.form.getByRole("button", { name: /^(Send as a batch|Run now)$/ });
  }

  async open(): Promise<void> {
    await this.page.goto("/batch");
    await expect(this.form.getByRole("button", { name: "Choose a file" })).toBeVisible();
  }

  async give(name: string, content: Buffer | string): Promise<void> {
    await this.form
      .getByLabel("Choose a file", { exact: true })
      .and(this.page.locator("input"))
      .setInputFiles({ name, mimeType: "application/octet-stream", buffer: Buffer.from(content) });
  }

  /** Presses the button although something is in the way: it says what. */
  async trySending(): Promise<void> {
    await expect(this.send).toHaveAttribute("aria-disabled", "true");
    await this.send.press("Enter");
  }

  /** Resolves once a file of so many requests is checked, and nothing is wrong with it. */
  async sound(requests: number): Promise<void> {
    await expect(this.check.getByText(`${requests} requests, nothing wrong.`)).toBeVisible();
  }

  /** What was sent. */
  get batches(): Locator {
    return this.page.getByRole("region", { name: "Batches of this browser" }).getByRole("article");
  }
}
