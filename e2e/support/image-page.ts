import type { Locator, Page } from "@playwright/test";
import type { SampleFile } from "./sample-media";

/** The page for pictures as a person finds their way on it: by roles and names. */
export class ImagePage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  get prompt(): Locator {
    return this.page.getByRole("textbox", { name: "Prompt", exact: true });
  }
  /** Everything that was asked, the newest first. */
  get cards(): Locator {
    return this.page.getByRole("region", { name: "Pictures", exact: true }).getByRole("article");
  }
  get newest(): Locator {
    return this.cards.first();
  }
  get options(): Locator {
    return this.page.getByRole("complementary", { name: "Options" });
  }
  get inputs(): Locator {
    return this.page.getByRole("list", { name: "Pictures to start from" }).getByRole("listitem");
  }
  get viewer(): Locator {
    return this.page.getByRole("dialog", { name: "Large view" });
  }

  /** The place of a result on the newest card. */
  tile(number: number, model?: string): Locator {
    const name = model ? `Result ${number} of ${model}` : `Result ${number}`;
    return this.newest.getByRole("figure", { name, exact: true });
  }

  /** The picture itself, which is there and can be looked at. */
  picture(number = 1, model?: string): Locator {
    return this.tile(number, model).locator("img[alt]:not([alt=''])");
  }

  async open(): Promise<void> {
    await this.page.goto("/image");
    await this.page.getByRole("group", { name: "Models" }).getByRole("combobox").first().waitFor();
  }

  async make(prompt: string): Promise<void> {
    await this.prompt.fill(prompt);
    await this.prompt.press("Enter");
  }

  /** Takes another model in the place of the one that is chosen. */
  async choose(model: string): Promise<void> {
    await this.page.getByRole("group", { name: "Models" }).getByRole("combobox").first().click();
    await this.pick(model);
  }

  /** Puts another model beside those that are chosen. */
  async addModel(model: string): Promise<void> {
    await this.page.getByRole("button", { name: "Compare with another model" }).click();
    await this.pick(model);
  }

  private async pick(model: string): Promise<void> {
    await this.page.getByRole("combobox", { name: "Search models" }).fill(model);
    await this.page
      .getByRole("option", { name: new RegExp(`^${model}`) })
      .first()
      .click();
    await this.page.getByRole("combobox", { name: `Model: ${model}`, exact: true }).waitFor();
  }

  async openOptions(): Promise<void> {
    await this.page.getByRole("button", { name: /^Options/ }).click();
    await this.options.waitFor();
  }

  async addPictures(...files: SampleFile[]): Promise<void> {
    await this.page.locator('input[type="file"]').setInputFiles(files);
  }

  /** Whether a picture has been decoded, in its own size. */
  async sizeOf(picture: Locator): Promise<{ width: number; height: number }> {
    return picture.evaluate(async (image) => {
      if (!(image instanceof HTMLImageElement)) throw new Error("no picture");
      await image.decode();
      return { width: image.naturalWidth, height: image.naturalHeight };
    });
  }

  /** Everything that the browser's storage holds, as text: bytes left out. */
  async stored(): Promise<string> {
    return this.page.evaluate(async () => {
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const opening = indexedDB.open("siliconflow-playground");
        opening.onsuccess = () => resolve(opening.result);
        opening.onerror = () => reject(opening.error);
      });
      const tables = await Promise.all(
        [...database.objectStoreNames].map(
          (name) =>
            new Promise<unknown[]>((resolve, reject) => {
              const reading = database.transaction(name).objectStore(name).getAll();
              reading.onsuccess = () => resolve(reading.result);
              reading.onerror = () => reject(reading.error);
            }),
        ),
      );
      database.close();
      return JSON.stringify(tables);
    });
  }
}
