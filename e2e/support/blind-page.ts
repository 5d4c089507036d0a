import type { Locator, Page } from "@playwright/test";

/** The page of the blind vote as a person finds their way on it: by roles and names. */
export class BlindPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  get input(): Locator {
    return this.page.getByRole("textbox", { name: "Message", exact: true });
  }
  get newRound(): Locator {
    return this.page.getByRole("button", { name: "New round" });
  }
  /** What was voted and who they were. */
  get verdict(): Locator {
    return this.page.getByRole("status").filter({ hasText: "Your vote:" });
  }
  get lanes(): Locator {
    return this.page.getByRole("region", { name: /^Answer [A-D]$/ });
  }

  lane(label: string): Locator {
    return this.page.getByRole("region", { name: `Answer ${label}`, exact: true });
  }
  /** The newest answer of a lane. */
  answer(label: string): Locator {
    return this.lane(label)
      .getByRole("article", { name: `Answer ${label}` })
      .last();
  }
  choice(name: string): Locator {
    return this.page.getByRole("button", { name, exact: true });
  }

  async open(path = "/compare/blind"): Promise<void> {
    await this.page.goto(path);
    await this.input.waitFor();
  }

  async ask(text: string): Promise<void> {
    await this.input.fill(text);
    await this.input.press("Enter");
  }

  /** All lanes have come to their end, in whatever way. */
  async done(): Promise<void> {
    await this.page.getByText("The names come after your vote").waitFor();
  }

  async openRating(): Promise<Locator> {
    await this.page.getByRole("toolbar").getByRole("button", { name: "Rating" }).click();
    return this.page.getByRole("dialog", { name: "Rating" });
  }
}
