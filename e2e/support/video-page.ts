import { expect, type Locator, type Page } from "@playwright/test";
import type { SampleFile } from "./sample-media";

/** The page for clips as a person sees it. */
export class VideoPage {
  readonly page: Page;
  readonly form: Locator;
  readonly input: Locator;
  readonly feed: Locator;
  readonly cards: Locator;
  /** The newest. */
  readonly card: Locator;

  constructor(page: Page) {
    this.page = page;
    this.form = page.getByRole("form", { name: "A new clip" });
    this.input = this.form.getByRole("textbox", { name: "Prompt", exact: true });
    this.feed = page.getByRole("region", { name: "Clips", exact: true });
    this.cards = this.feed.getByRole("article");
    this.card = this.cards.first();
  }

  /** @param origin of another server than this worker's. */
  async open(origin = ""): Promise<void> {
    await this.page.goto(`${origin}/video`);
    await expect(this.make).toContainText("¥2.00");
  }

  get make(): Locator {
    return this.form.getByRole("button", { name: /^Make/ });
  }

  async ask(prompt: string): Promise<void> {
    await this.input.fill(prompt);
    await this.input.press("Enter");
    await expect(this.page.getByRole("article", { name: prompt, exact: true }).first()).toBeVisible();
  }

  cardOf(prompt: string): Locator {
    return this.feed.getByRole("article", { name: prompt, exact: true });
  }

  /** Where a clip stands, in its own words. */
  async stands(words: string | RegExp, card = this.card): Promise<void> {
    await expect(card.getByRole("status").filter({ hasText: words })).toBeVisible();
  }

  /** The clip is there, with a picture of it. */
  async done(card = this.card): Promise<void> {
    await expect(card.getByRole("button", { name: /^Play/ })).toBeVisible();
    await expect(card).not.toHaveAttribute("aria-busy", "true");
  }

  async fromPicture(file: SampleFile): Promise<void> {
    await this.form.getByText("A picture", { exact: true }).click();
    const chooser = this.page.waitForEvent("filechooser");
    await this.form
      .getByRole("button", { name: /^Add a picture/ })
      .first()
      .click();
    await (await chooser).setFiles(file);
  }

  act(name: string | RegExp, card = this.card): Promise<void> {
    return card.getByRole("button", { name }).click();
  }
}
