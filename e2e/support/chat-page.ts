import type { Locator, Page } from "@playwright/test";

const words = {
  en: {
    message: "Message",
    send: "Send",
    stop: "Stop",
    retry: "Try again",
    conversation: "Conversation",
    question: "You said",
    thought: "Thinking",
    model: /^Model: /,
  },
  zh: {
    message: "消息",
    send: "发送",
    stop: "停止",
    retry: "重试",
    conversation: "对话内容",
    question: "你说",
    thought: "思考过程",
    model: /^模型：/,
  },
} as const;

export type Language = keyof typeof words;

/** The chat page as a person finds their way on it: by roles and names. */
export class ChatPage {
  readonly page: Page;
  private readonly words: (typeof words)[Language];

  constructor(page: Page, language: Language = "en") {
    this.page = page;
    this.words = words[language];
  }

  get input(): Locator {
    return this.page.getByRole("textbox", { name: this.words.message, exact: true });
  }
  get send(): Locator {
    return this.page.getByRole("button", { name: this.words.send });
  }
  get stop(): Locator {
    return this.page.getByRole("button", { name: this.words.stop, exact: true });
  }
  get retry(): Locator {
    return this.page.getByRole("button", { name: this.words.retry }).last();
  }
  get conversation(): Locator {
    return this.page.getByRole("log", { name: this.words.conversation });
  }
  get model(): Locator {
    return this.page.getByRole("combobox", { name: this.words.model });
  }
  /** What the person wrote. */
  get questions(): Locator {
    return this.conversation.getByRole("article", { name: this.words.question });
  }
  /** The newest answer. */
  get answer(): Locator {
    return this.conversation.getByRole("article").last();
  }
  get thinking(): Locator {
    return this.answer.getByRole("region", { name: this.words.thought }).first();
  }
  get error(): Locator {
    return this.answer.getByRole("alert");
  }

  async open(path = "/chat"): Promise<void> {
    await this.page.goto(path);
    await this.model.waitFor();
  }

  async ask(text: string): Promise<void> {
    await this.input.fill(text);
    await this.input.press("Enter");
  }

  /** Chooses the model that answers next. */
  async choose(model: string): Promise<void> {
    await this.model.click();
    await this.page.getByRole("combobox", { name: "Search models" }).fill(model);
    await this.page.getByRole("option", { name: model }).first().click();
  }

  /** What the newest button of this name puts into the clipboard. */
  async copied(name = "Copy answer"): Promise<string> {
    await this.page.getByRole("button", { name }).last().click();
    return this.page.evaluate(() => navigator.clipboard.readText());
  }

  /** The newest answer has come to its end, in whatever way. */
  async done(): Promise<void> {
    await this.conversation.locator('article[aria-busy="false"]').last().waitFor();
    await this.stop.waitFor({ state: "detached" });
  }
}
