import { expect, type Locator, type Page } from "@playwright/test";

/** The page for voices as a person sees it. */
export class VoicesPage {
  readonly page: Page;
  /** Where one is made. */
  readonly maker: Locator;
  readonly own: Locator;
  readonly presets: Locator;
  /** The voices side by side. */
  readonly tray: Locator;

  constructor(page: Page) {
    this.page = page;
    this.maker = page.getByRole("form", { name: "A voice of your own" });
    this.own = page.getByRole("region", { name: "Your voices" }).getByRole("listitem");
    this.presets = page.getByRole("region", { name: "SiliconFlow’s voices" }).getByRole("listitem");
    this.tray = page.getByRole("region", { name: "Side by side" });
  }

  async open(): Promise<void> {
    await this.page.goto("/voices");
    await expect(this.presets).toHaveCount(8);
    await expect(this.maker).toBeVisible();
  }

  async choose(files: Parameters<Locator["setInputFiles"]>[0]): Promise<void> {
    await this.maker.locator('input[type="file"]').setInputFiles(files);
  }

  get words(): Locator {
    return this.maker.getByRole("textbox", { name: "What is said in it" });
  }

  get name(): Locator {
    return this.maker.getByRole("textbox", { name: "Name" });
  }

  get from(): Locator {
    return this.maker.getByRole("slider", { name: "Beginning of the part" });
  }

  get to(): Locator {
    return this.maker.getByRole("slider", { name: "End of the part" });
  }

  get make(): Locator {
    return this.maker.getByRole("button", { name: "Make the voice", exact: true });
  }

  /** The seconds of the chosen part, as the page tells them. */
  async seconds(): Promise<number> {
    const told = await this.maker.getByText(/^[\d.]+ s of [\d.]+ s$/).textContent();
    return Number.parseFloat(told ?? "");
  }

  /** Has a voice of the comparison say the sentence, and waits until it is over. */
  async hear(row: Locator): Promise<void> {
    await row.getByRole("button", { name: /^Listen/ }).click();
    await expect(row.getByRole("button", { name: /^Pause/ })).toBeVisible();
    await expect(row.getByRole("button", { name: /^Listen/ })).toBeVisible({ timeout: 15_000 });
  }
}
