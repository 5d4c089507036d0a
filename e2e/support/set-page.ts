import type { Locator, Page } from "@playwright/test";

/** The page of prompt sets as a person finds their way on it: by roles and names. */
export class SetPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  get grid(): Locator {
    return this.page.getByRole("grid", { name: "Answers" });
  }
  get stop(): Locator {
    return this.page.getByRole("button", { name: "Stop", exact: true });
  }
  get run(): Locator {
    return this.page.getByRole("button", { name: "Run", exact: true });
  }
  get drawer(): Locator {
    return this.page.getByRole("dialog");
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole("button", { name });
  }

  /** All cells of a model, by its place from the left. */
  cells(place: number): Locator {
    return this.grid.locator(`[role=gridcell][aria-colindex="${place + 1}"]`);
  }

  cell(row: number, place: number): Locator {
    return this.grid.locator(
      `[role=row][aria-rowindex="${row + 1}"] [role=gridcell][aria-colindex="${place + 1}"]`,
    );
  }

  head(place: number): Locator {
    return this.grid.locator(`[role=columnheader][aria-colindex="${place + 1}"]`);
  }

  async openList(): Promise<void> {
    await this.page.goto("/compare/set");
    await this.button("Try the example").waitFor();
  }

  /** A set of one's own with these prompts, as they are pasted, put to these models. */
  async make(prompts: string, models: readonly string[]): Promise<void> {
    await this.openList();
    await this.button("New set").click();
    await this.paste(prompts);
    await this.takeAll();
    await this.chooseModels(models);
  }

  async paste(text: string): Promise<void> {
    await this.button(/^(Add|Edit) prompts/).click();
    await this.drawer.getByRole("textbox", { name: "Paste prompts" }).fill(text);
    await this.drawer.getByRole("button", { name: "Read", exact: true }).click();
  }

  /** Gives a file to the dialog that is open. */
  async chooseFile(name: string, content: string): Promise<void> {
    const choosing = this.page.waitForEvent("filechooser");
    await this.drawer.getByText("Choose a file", { exact: true }).click();
    await (await choosing).setFiles({ name, mimeType: "", buffer: Buffer.from(content) });
  }

  async takeAll(): Promise<void> {
    await this.drawer.getByRole("button", { name: /^Use/ }).click();
  }

  private get setup(): Locator {
    return this.page.getByRole("complementary", { name: "Set-up" });
  }

  async chooseModels(models: readonly string[]): Promise<void> {
    const remove = this.setup.getByRole("button", { name: /^Remove model/ });
    while ((await remove.count()) > models.length) await remove.last().click();
    while ((await remove.count()) < models.length) await this.button("Add a model").click();
    const pickers = this.setup.getByRole("region", { name: "Models" }).getByRole("combobox");
    for (const [at, model] of models.entries()) await this.pick(pickers.nth(at), model);
  }

  async pick(picker: Locator, model: string): Promise<void> {
    await picker.click();
    await this.page.getByRole("combobox", { name: "Search models" }).fill(model);
    await this.page.getByRole("option", { name: model }).first().click();
  }

  async judgeBy(kind: string): Promise<void> {
    await this.page.getByLabel("Judge by").selectOption({ label: kind });
  }

  /** Everything has come to its end. */
  async done(): Promise<void> {
    await this.page.getByText(/^Done: /).waitFor({ state: "attached" });
    await this.stop.waitFor({ state: "detached" });
  }
}
