import { expect, type Locator, type Page } from "@playwright/test";

/** What was measured of a sound after a browser decoded it. */
export type Heard = { seconds: number; loudest: number; loudSeconds: number };

/** The page for speech as a person sees it. */
export class SpeechPage {
  readonly page: Page;
  readonly form: Locator;
  readonly text: Locator;
  readonly cards: Locator;
  /** The newest. */
  readonly card: Locator;

  constructor(page: Page) {
    this.page = page;
    this.form = page.getByRole("form", { name: "A text to speak" });
    this.text = this.form.getByRole("textbox", { name: "Text", exact: true });
    this.cards = page.getByRole("region", { name: "Spoken texts", exact: true }).getByRole("article");
    this.card = this.cards.first();
  }

  async open(): Promise<void> {
    await this.page.goto("/speech");
    await expect(this.voice(1)).toBeVisible();
  }

  voice(take: number): Locator {
    return this.form.getByRole("combobox", { name: `Voice of take ${take}` });
  }

  take(number: number): Locator {
    return this.form.getByRole("listitem", { name: `Take ${number}`, exact: true });
  }

  async choose(take: number, model: string): Promise<void> {
    await this.take(take)
      .getByRole("combobox", { name: /^Model/ })
      .click();
    await this.page.getByRole("combobox", { name: "Search models" }).fill(model);
    await this.page
      .getByRole("option", { name: new RegExp(`^${model}`) })
      .first()
      .click();
  }

  get speak(): Locator {
    return this.form.getByRole("button", { name: /^Speak/ });
  }

  async say(text: string): Promise<void> {
    await this.text.fill(text);
    await this.speak.click();
  }

  /** All takes of the newest card are there. */
  async done(takes = 1): Promise<void> {
    await expect(this.card.getByRole("slider", { name: "Position" })).toHaveCount(takes, { timeout: 30_000 });
    await expect(this.card).toHaveAttribute("aria-busy", "false");
  }

  async options(): Promise<void> {
    await this.form.getByRole("button", { name: "Format and sound" }).click();
    await this.form.getByRole("slider", { name: "Speed" }).waitFor();
  }

  async format(name: string): Promise<void> {
    await this.form.getByText(name, { exact: true }).click();
  }

  /** All that this browser keeps of what was asked, as text. */
  kept(): Promise<string> {
    return this.page.evaluate(async () => {
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const opening = indexedDB.open("siliconflow-playground");
        opening.onsuccess = () => resolve(opening.result);
        opening.onerror = () => reject(opening.error);
      });
      const records = await new Promise<unknown[]>((resolve, reject) => {
        const reading = database.transaction("creations").objectStore("creations").getAll();
        reading.onsuccess = () => resolve(reading.result);
        reading.onerror = () => reject(reading.error);
      });
      database.close();
      return JSON.stringify(records);
    });
  }

  /** Downloads the take of the newest card. */
  async download(name: RegExp | string = /^Download/): Promise<{ name: string; bytes: Buffer }> {
    const arriving = this.page.waitForEvent("download");
    await this.card.getByRole("button", { name }).click();
    const download = await arriving;
    const pieces: Buffer[] = [];
    for await (const piece of await download.createReadStream()) pieces.push(Buffer.from(piece));
    return { name: download.suggestedFilename(), bytes: Buffer.concat(pieces) };
  }

  /** Has the browser decode a file, and measures it. */
  async hear(bytes: Buffer): Promise<Heard> {
    return this.page.evaluate(async (base64) => {
      const context = new OfflineAudioContext(1, 1, 16_000);
      const file = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
      const sound = await context.decodeAudioData(file.buffer);
      const samples = sound.getChannelData(0);
      let loudest = 0;
      let loud = 0;
      for (const sample of samples) {
        loudest = Math.max(loudest, Math.abs(sample));
        if (Math.abs(sample) > 0.01) loud += 1;
      }
      return { seconds: sound.duration, loudest, loudSeconds: loud / 16_000 };
    }, bytes.toString("base64"));
  }
}
