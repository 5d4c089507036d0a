import { readFile } from "node:fs/promises";
import type { Download, Locator, Page } from "@playwright/test";

/** A file as an input takes it. */
type Upload = { name: string; mimeType: string; buffer: Buffer };

/** The history's list and its dialog of storage, as a person finds their way in them. */
export class HistoryPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** Without the browser's window for choosing a place, which no test can answer: files are downloaded. */
  async downloadFiles(): Promise<void> {
    await this.page.addInitScript(() => Reflect.deleteProperty(window, "showSaveFilePicker"));
  }

  get list(): Locator {
    return this.page.getByRole("navigation", { name: "Conversations" });
  }
  get storage(): Locator {
    return this.page.getByRole("dialog", { name: "Storage" });
  }

  async openStorage(): Promise<void> {
    await this.page.getByRole("button", { name: "History options" }).click();
    await this.page.getByRole("menuitem", { name: "Storage…" }).click();
    await this.storage.getByRole("region", { name: "Export and import" }).waitFor();
  }

  async closeStorage(): Promise<void> {
    await this.page.keyboard.press("Escape");
    await this.storage.waitFor({ state: "detached" });
  }

  /** A number of the dialog's table: it follows what happened a moment later. */
  stored(name: "Conversations" | "Messages"): Locator {
    return this.storage.locator("dl").first().locator(`dt:has-text("${name}") + dd`);
  }

  async import(file: Upload | string): Promise<void> {
    const upload =
      typeof file === "string"
        ? { name: "file.txt", mimeType: "text/plain", buffer: Buffer.from(file) }
        : file;
    await this.storage.getByLabel("File to import").setInputFiles(upload);
  }

  /** Drops a file on the dialog. */
  async drop(content: string): Promise<void> {
    const dataTransfer = await this.page.evaluateHandle((text) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([text], "dropped"));
      return transfer;
    }, content);
    await this.storage.dispatchEvent("drop", { dataTransfer });
  }

  /** Writes everything in a format; gives the file. */
  async exportAll(format = "archive"): Promise<Buffer> {
    await this.storage.getByRole("combobox", { name: "Format" }).selectOption(format);
    const button = this.storage.getByRole("button", { name: "Export everything" });
    return contentOf(await this.downloaded(() => button.click()));
  }

  async deleteEverything(): Promise<void> {
    await this.storage.getByRole("button", { name: "Delete everything…" }).click();
    await this.storage.getByRole("textbox").fill("delete");
    await this.storage.getByRole("button", { name: "Delete everything", exact: true }).click();
    await this.storage.getByText("Everything was deleted.").waitFor();
  }

  /** Opens a conversation's dialog of export and saves it in a format. */
  async exportThread(title: string, format: string): Promise<Download> {
    await this.list.getByRole("link", { name: title }).hover();
    await this.list.getByRole("button", { name: `Actions for “${title}”` }).click();
    await this.page.getByRole("menuitem", { name: "Export…" }).click();
    const dialog = this.page.getByRole("dialog", { name: `Export “${title}”` });
    await dialog.getByRole("combobox", { name: "Format" }).selectOption(format);
    return this.downloaded(() => dialog.getByRole("button", { name: "Export", exact: true }).click());
  }

  private async downloaded(act: () => Promise<void>): Promise<Download> {
    const [download] = await Promise.all([this.page.waitForEvent("download"), act()]);
    return download;
  }
}

export const contentOf = async (download: Download): Promise<Buffer> => readFile(await download.path());
