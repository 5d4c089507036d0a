import { expect, type Locator, type Page } from "@playwright/test";

/** The page for rerankers as a person sees it. */
export class RerankPage {
  readonly page: Page;
  readonly form: Locator;
  readonly query: Locator;
  readonly documents: Locator;
  /** The newest. */
  readonly card: Locator;
  readonly board: Locator;
  readonly grid: Locator;
  /** The documents in the order of the board. */
  readonly rows: Locator;
  /** The chosen document as a whole. */
  readonly chosen: Locator;

  constructor(page: Page) {
    this.page = page;
    this.form = page.getByRole("form", { name: "What to rank" });
    this.query = this.form.getByRole("textbox", { name: "Query", exact: true });
    this.documents = this.form.getByRole("textbox", { name: "Documents", exact: true });
    this.card = page.getByRole("region", { name: "Rankings", exact: true }).getByRole("article").first();
    this.board = this.card.getByRole("region", { name: "Board", exact: true });
    this.grid = this.board.getByRole("grid", { name: "Rankings" });
    this.rows = this.grid.getByRole("row").filter({ has: page.getByRole("rowheader") });
    this.chosen = this.board.getByRole("region", { name: "Chosen document" });
  }

  async open(): Promise<void> {
    await this.page.goto("/rerank");
    await expect(this.form.getByRole("listitem", { name: "Model 1", exact: true })).toBeVisible();
  }

  get send(): Locator {
    return this.form.getByRole("button", { name: /^Rank/ });
  }

  /** Puts a reranker in a place, the first free one if there is none yet. */
  async choose(number: number, model: string): Promise<void> {
    const place = this.form.getByRole("listitem", { name: `Model ${number}`, exact: true });
    if (!(await place.isVisible()))
      await this.form.getByRole("button", { name: "Add a model beside it" }).click();
    await place.getByRole("combobox").click();
    await this.page.getByRole("option", { name: model }).first().click();
  }

  /** What one model made, in the newest card. */
  line(model: string): Locator {
    return this.card
      .getByRole("list", { name: "Models" })
      .getByRole("listitem", { name: model, exact: true });
  }

  /** Resolves once nothing more is made in the newest card. */
  async done(): Promise<void> {
    await expect(this.card).toHaveAttribute("aria-busy", "false", { timeout: 20_000 });
  }

  /** How good a ranking is against what was marked. */
  measure(ranking: string): Locator {
    return this.board
      .getByRole("region", { name: "Against what you find relevant" })
      .getByRole("row")
      .filter({ has: this.page.getByRole("rowheader", { name: ranking, exact: true }) });
  }

  async download(format: "CSV" | "JSON"): Promise<{ name: string; content: string }> {
    const arriving = this.page.waitForEvent("download");
    await this.board.getByRole("button", { name: `Save the board as ${format}` }).click();
    const download = await arriving;
    const pieces: Buffer[] = [];
    for await (const piece of await download.createReadStream()) pieces.push(Buffer.from(piece));
    return { name: download.suggestedFilename(), content: Buffer.concat(pieces).toString("utf8") };
  }
}
