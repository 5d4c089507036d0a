import { expect, type Locator, type Page } from "@playwright/test";

/** The page for transcripts as a person sees it. */
export class TranscriptionPage {
  readonly page: Page;
  readonly form: Locator;
  readonly staged: Locator;
  readonly cards: Locator;
  /** The newest. */
  readonly card: Locator;

  constructor(page: Page) {
    this.page = page;
    this.form = page.getByRole("form", { name: "Recordings to write down" });
    this.staged = this.form.getByRole("list", { name: "Recordings to send" }).getByRole("listitem");
    this.cards = page.getByRole("region", { name: "Transcripts", exact: true }).getByRole("article");
    this.card = this.cards.first();
  }

  async open(): Promise<void> {
    await this.page.goto("/transcription");
    await expect(this.model(1)).toBeVisible();
  }

  model(number: number): Locator {
    return this.form.getByRole("listitem", { name: `Model ${number}`, exact: true });
  }

  get send(): Locator {
    return this.form.getByRole("button", { name: /^Write down/ });
  }

  /** Gives files to the form; resolves once they are read. */
  async choose(files: Parameters<Locator["setInputFiles"]>[0]): Promise<void> {
    await this.form.locator('input[type="file"]').setInputFiles(files);
    await expect(this.form.getByText(/^Reading /)).toHaveCount(0, { timeout: 20_000 });
  }

  /** The words of the newest card, model by model. */
  get words(): Locator {
    return this.card.getByRole("textbox", { name: /^Transcript by/ });
  }

  async done(): Promise<void> {
    await expect(this.card).toHaveAttribute("aria-busy", "false", { timeout: 20_000 });
  }

  async download(name: RegExp): Promise<{ name: string; text: string }> {
    const arriving = this.page.waitForEvent("download");
    await this.card.getByRole("button", { name }).click();
    const download = await arriving;
    const pieces: Buffer[] = [];
    for await (const piece of await download.createReadStream()) pieces.push(Buffer.from(piece));
    return { name: download.suggestedFilename(), text: Buffer.concat(pieces).toString("utf8") };
  }
}
