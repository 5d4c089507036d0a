import { expect, type Locator, type Page } from "@playwright/test";

/** The pages for batches as a person sees them. */
export class BatchPage {
  readonly page: Page;
  readonly list: Locator;
  /** What became of the requests of the one batch that is open. */
  readonly results: Locator;
  readonly rows: Locator;

  constructor(page: Page) {
    this.page = page;
    this.list = page.getByRole("region", { name: "Batches of this browser" });
    this.results = page.getByRole("region", { name: "Results", exact: true });
    this.rows = this.results.getByRole("list", { name: "Requests" }).getByRole("listitem");
  }

  async open(address = ""): Promise<void> {
    await this.page.goto(`${address}/batch`);
    await expect(this.page.getByRole("form", { name: "A new batch" })).toBeVisible();
  }

  /** Sends a file of requests, as a batch or to be answered at once. */
  async send(
    file: { name: string; content: string },
    how: "as a batch" | "now" = "as a batch",
  ): Promise<void> {
    const { name, content } = file;
    const form = this.page.getByRole("form", { name: "A new batch" });
    await form
      .getByLabel("Choose a file")
      .first()
      .setInputFiles({ name: `${name}.jsonl`, mimeType: "application/jsonl", buffer: Buffer.from(content) });
    await form.getByText(how, { exact: true }).click();
    await form.getByRole("button", { name: how === "now" ? "Run now" : "Send as a batch" }).click();
    await expect(this.card(name)).toBeVisible();
  }

  card(name: string): Locator {
    return this.list.getByRole("article", { name });
  }

  /** Opens one batch from the list. */
  async show(name: string): Promise<void> {
    await this.card(name).getByRole("link", { name }).click();
    await expect(this.page.getByRole("heading", { level: 1, name })).toBeVisible();
  }

  async stands(state: string): Promise<void> {
    await expect(this.page.getByRole("status").filter({ hasText: state })).toBeVisible({ timeout: 20_000 });
  }

  async only(state: string): Promise<void> {
    await this.results.getByRole("button", { name: new RegExp(`^${state} \\(`) }).click();
  }

  async download(format: "CSV" | "XLSX" | "JSONL"): Promise<Buffer> {
    const arriving = this.page.waitForEvent("download");
    await this.results.getByRole("button", { name: `Save as ${format}` }).click();
    const pieces: Buffer[] = [];
    for await (const piece of await (await arriving).createReadStream()) pieces.push(Buffer.from(piece));
    return Buffer.concat(pieces);
  }
}

/** Questions of all kinds about many things: no two of them are the same. */
export function realQuestions(count: number): string[] {
  const kinds = [
    (thing: string, place: string) => `What would you pack to look for ${thing} ${place}?`,
    (thing: string, place: string) => `Write one sentence about ${thing} ${place}.`,
    (thing: string, place: string) =>
      `Is it wise to keep ${thing} ${place}? Answer yes or no, with a reason.`,
    (thing: string, place: string) => `Translate into French: “There is ${thing} ${place}.”`,
    (thing: string, place: string) => `用一句话介绍 ${thing}（${place}）。`,
    (thing: string, place: string) => `Give a title for a short story about ${thing} ${place}.`,
    (thing: string, place: string) => `Name three risks of ${thing} ${place}.`,
    (thing: string, place: string) => `Say in one word how ${thing} ${place} makes you feel.`,
  ];
  const things = words(
    "an old lighthouse|a red bicycle|two foxes|a broken clock|fresh bread|a violin|a paper map|seven stones|a lost letter|wild honey|a brass key|a blue kettle|an empty boat|a cherry tree|a wool coat|a chess set|black ink|a garden wall|a night train|an iron gate|a glass jar|a small drum|winter apples|a stray dog|a tin roof",
  );
  const places = words(
    "in the harbour|under the stairs|on a hill|behind the school|by the river|in an attic|at the market|near the station|on the moon|in a cellar|across the border|in the rain|at midnight|on the last day of March|between two houses|in my pocket|over the bridge|in a museum|at sea|in the desert|before dawn|on a shelf|in the city|in the snow|at home",
  );
  return Array.from({ length: count }, (_, at) => {
    const ask = kinds[at % kinds.length];
    const thing = things[Math.floor(at / kinds.length) % things.length] ?? "";
    const place = places[Math.floor(at / (kinds.length * things.length)) % places.length] ?? "";
    return ask?.(thing, place) ?? "";
  });
}

const words = (text: string) => text.split("|");

/** A file of requests, one for each question. */
export function requestsOf(questions: readonly string[], model: string): string {
  const lines = questions.map((content, at) =>
    JSON.stringify({
      custom_id: `row-${String(at + 1).padStart(5, "0")}`,
      method: "POST",
      url: "/v1/chat/completions",
      body: { model, messages: [{ role: "user", content }], max_tokens: 64 },
    }),
  );
  return `${lines.join("\n")}\n`;
}
