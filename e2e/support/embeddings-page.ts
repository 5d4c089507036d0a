import { expect, type Locator, type Page } from "@playwright/test";

/** The page for embeddings as a person sees it. */
export class EmbeddingsPage {
  readonly page: Page;
  readonly form: Locator;
  readonly cards: Locator;
  /** The newest. */
  readonly card: Locator;
  readonly views: Locator;

  constructor(page: Page) {
    this.page = page;
    this.form = page.getByRole("form", { name: "Texts to compare" });
    this.cards = page.getByRole("region", { name: "Comparisons", exact: true }).getByRole("article");
    this.card = this.cards.first();
    this.views = this.card.getByRole("region", { name: "Vectors", exact: true });
  }

  async open(): Promise<void> {
    await this.page.goto("/embeddings");
    await expect(this.form.getByRole("listitem", { name: "Model 1", exact: true })).toBeVisible();
  }

  get send(): Locator {
    return this.form.getByRole("button", { name: /^Compare/ });
  }

  /** What one model made, in the newest card. */
  line(model: string): Locator {
    return this.card
      .getByRole("list", { name: "Models" })
      .getByRole("listitem", { name: model, exact: true });
  }

  async show(view: string): Promise<void> {
    await this.views.getByRole("button", { name: view, exact: true }).click();
  }

  /** Resolves once nothing more is made of the newest card's texts. */
  async done(): Promise<void> {
    await expect(this.card).toHaveAttribute("aria-busy", "false", { timeout: 20_000 });
  }

  /** The texts nearest to the chosen one, or to the query, by a model. */
  nearest(model: string): Locator {
    return this.views.getByRole("region", { name: `Nearest by ${model}` }).getByRole("listitem");
  }

  async download(name: RegExp): Promise<{ name: string; content: Buffer }> {
    const arriving = this.page.waitForEvent("download");
    await this.views.getByRole("button", { name }).click();
    const download = await arriving;
    const pieces: Buffer[] = [];
    for await (const piece of await download.createReadStream()) pieces.push(Buffer.from(piece));
    return { name: download.suggestedFilename(), content: Buffer.concat(pieces) };
  }
}
