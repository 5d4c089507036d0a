import { simulatorUrl } from "../support/addresses";
import { App } from "../support/app";
import { ChatPage, type Language } from "../support/chat-page";
import { expect, test } from "../support/fixtures";
import { simulator } from "../support/simulator";

type Fault = {
  scenario: string;
  params?: Record<string, string | number>;
  /** What a person reads. */
  en: string;
  zh: string;
  /** The answer had begun before it went wrong: what had arrived stays. */
  begun?: true;
};

const faults: Fault[] = [
  { scenario: "error-20012", en: "SiliconFlow does not know this model", zh: "硅基流动没有这个模型" },
  { scenario: "error-20015", en: "SiliconFlow refused a setting", zh: "有参数未被硅基流动接受" },
  {
    scenario: "error-20015-too-long",
    en: "You sent 135,022 tokens; 131,072 are allowed.",
    zh: "本次输入 135,022 个 token，上限为 131,072 个。",
  },
  {
    scenario: "error-20015-max-prompt",
    en: "You sent 300,030 tokens; 98,304 are allowed.",
    zh: "本次输入 300,030 个 token，上限为 98,304 个。",
  },
  { scenario: "error-20024", en: "This model has no JSON mode", zh: "该模型不支持 JSON 模式" },
  { scenario: "error-20037", en: "This model cannot call tools", zh: "该模型不支持工具调用" },
  { scenario: "error-20041", en: "This model cannot see pictures", zh: "该模型看不了图片" },
  { scenario: "error-30014", en: "SiliconFlow does not accept the API key", zh: "API 密钥无效" },
  { scenario: "error-401-documented", en: "SiliconFlow does not accept the API key", zh: "API 密钥无效" },
  { scenario: "error-401-20012", en: "SiliconFlow does not accept the API key", zh: "API 密钥无效" },
  { scenario: "error-30001", en: "The SiliconFlow balance is used up", zh: "硅基流动账户余额不足" },
  { scenario: "error-30001-403", en: "The SiliconFlow balance is used up", zh: "硅基流动账户余额不足" },
  { scenario: "error-403", en: "real-name verification", zh: "实名认证" },
  { scenario: "error-30003", en: "SiliconFlow has switched this model off", zh: "该模型已被停用" },
  { scenario: "error-30011", en: "The account’s quota is used up", zh: "账户额度已用完" },
  { scenario: "error-404", en: "The service does not know this address", zh: "服务端没有这个地址" },
  { scenario: "error-20092", en: "SiliconFlow no longer offers this", zh: "硅基流动已不再提供这项功能" },
  {
    scenario: "error-50602",
    params: { "retry-after": 900 },
    en: "It is the TPM limit. Wait 900 seconds",
    zh: "触发的是 TPM 上限。请等待 900 秒",
  },
  { scenario: "error-50507", en: "SiliconFlow failed", zh: "硅基流动内部出错" },
  { scenario: "error-502", en: "SiliconFlow failed", zh: "硅基流动内部出错" },
  { scenario: "error-50505", en: "The model is overloaded", zh: "模型繁忙" },
  { scenario: "error-504-html", en: "SiliconFlow took too long", zh: "硅基流动响应超时" },
  { scenario: "reset", en: "SiliconFlow cannot be reached", zh: "连接不上硅基流动" },
  { scenario: "drop-after-work", en: "SiliconFlow cannot be reached", zh: "连接不上硅基流动" },
  { scenario: "slow-headers", params: { ms: 30_000 }, en: "No answer has begun", zh: "迟迟没有开始回答" },
  { scenario: "slow-body", params: { ms: 30_000 }, en: "No answer has begun", zh: "迟迟没有开始回答" },
  {
    scenario: "stall",
    params: { frames: 12 },
    en: "The answer stopped coming",
    zh: "回答中途停住了",
    begun: true,
  },
  {
    scenario: "cut-after-frames",
    params: { frames: 12 },
    en: "The answer broke off",
    zh: "回答没有说完就断了",
    begun: true,
  },
  { scenario: "missing-finish", en: "The answer broke off", zh: "回答没有说完就断了", begun: true },
  {
    scenario: "error-in-stream",
    params: { frames: 12, shape: "string" },
    en: "SiliconFlow broke the answer off",
    zh: "回答被硅基流动中断",
    begun: true,
  },
  { scenario: "html-200", en: "The reply makes no sense", zh: "收到的内容无法识别" },
  { scenario: "json-200-error", en: "SiliconFlow", zh: "硅基流动" },
  { scenario: "huge-frame", params: { bytes: 67_108_864 }, en: "The reply is too large", zh: "返回内容过大" },
  { scenario: "error-20015-empty-list", en: "SiliconFlow refused a setting", zh: "有参数未被硅基流动接受" },
  { scenario: "error-20052", en: "No voice is chosen", zh: "还没有选择音色" },
  { scenario: "error-401-string", en: "SiliconFlow does not accept the API key", zh: "API 密钥无效" },
  { scenario: "error-404-short", en: "The service does not know this address", zh: "服务端没有这个地址" },
  {
    scenario: "error-429-documented",
    params: { "retry-after": 900 },
    en: "It is the TPM limit.",
    zh: "触发的是 TPM 上限。",
  },
  {
    scenario: "error-429-string",
    params: { "retry-after": 900 },
    en: "Rate limit reached",
    zh: "已达到速率限制",
  },
  {
    scenario: "error-50603-429",
    params: { "retry-after": 900 },
    en: "Rate limit reached",
    zh: "已达到速率限制",
  },
  {
    scenario: "error-50508",
    params: { "retry-after": 900 },
    en: "Try again in 900 seconds",
    zh: "请在 900 秒后重试",
  },
  { scenario: "error-50603", params: { "retry-after": 900 }, en: "The model is overloaded", zh: "模型繁忙" },
  { scenario: "error-504", en: "SiliconFlow took too long", zh: "硅基流动响应超时" },
  { scenario: "error-openai", en: "SiliconFlow", zh: "硅基流动" },
  {
    scenario: "stall-at-byte",
    params: { bytes: 4000 },
    en: "The answer stopped coming",
    zh: "回答中途停住了",
    begun: true,
  },
  {
    scenario: "cut-at-byte",
    params: { bytes: 4000 },
    en: "The answer broke off",
    zh: "回答没有说完就断了",
    begun: true,
  },
  {
    scenario: "end-after-frames",
    params: { frames: 12 },
    en: "The answer broke off",
    zh: "回答没有说完就断了",
    begun: true,
  },
  {
    scenario: "content-type",
    params: { type: "text/plain" },
    en: "The reply makes no sense",
    zh: "收到的内容无法识别",
  },
  {
    scenario: "empty-body",
    params: { type: "text/event-stream" },
    en: "The answer broke off",
    zh: "回答没有说完就断了",
  },
  { scenario: "bad-json-body", en: "The reply makes no sense", zh: "收到的内容无法识别" },
];

/** What a model or a gateway may do without harm: the answer is whole and nobody is bothered. */
const harmless = [
  "split",
  "compressed",
  "comments",
  "crlf",
  "cr",
  "byte-order-mark",
  "no-space",
  "multi-line-data",
  "retry-line",
  "no-event-names",
  "missing-done",
  "empty-choices",
  "no-delta",
  "null-delta",
  "bad-json-frame",
  "empty-data",
  "filter-results",
  "usage-missing",
  "usage-negative",
  "usage-odd",
  "usage-last-chunk",
  "answer-in-reasoning",
  "think-tags",
  "empty-idle-fields",
  "finish-reason",
  "json-instead-of-stream",
  "unknown-fields",
  "models-changed",
  "legacy-user-info",
];

/** Their answers are other words, so each has a journey of its own below. */
const special = ["duplicate-tokens", "empty-answer", "null-content"];

/** What may be wrong with pictures, clips, sound and the links to them is met on their pages. */
const ofMedia = /^(batch|image|media|video|speech|transcript|voices|vectors|ranking)-/;

/** Walked where tools are: chat-tools.spec.ts. */
const ofTools = ["broken-tool-calls", "parallel-tool-calls"];

/** So many faults are met in one conversation, one after the other. */
const faultsInOneConversation = 4;

/** Met in one language, and after a reload read in the other. Which one comes first changes from group to group. */
for (let from = 0; from < faults.length; from += faultsInOneConversation) {
  const group = faults.slice(from, from + faultsInOneConversation);
  const [language, other]: [Language, Language] =
    (from / faultsInOneConversation) % 2 === 0 ? ["en", "zh"] : ["zh", "en"];
  test.describe(`in ${language}`, () => {
    test.use({ locale: language === "en" ? "en-GB" : "zh-CN" });

    const names = group.map(({ scenario, params }) => `${scenario} ${JSON.stringify(params ?? {})}`);
    test(`${names.join(", ")}: explained, and nothing is lost`, async ({
      page,
      context,
      baseURL: url = "",
      complaints: _,
    }) => {
      const chat = new ChatPage(page, language);
      await chat.open();
      await page.getByRole("button", { name: language === "en" ? "Thinking" : "思考" }).click();
      const arrived: string[] = [];
      for (const [at, fault] of group.entries())
        await test.step(fault.scenario, async () => {
          await simulator.reset();
          await simulator.scenario(fault.scenario, fault.params);
          await chat.ask("repeat 40 words");
          await expect(chat.questions).toHaveCount(at + 1);
          await chat.done();
          await expect(chat.error).toContainText(fault[language]);
          const text = fault.begun ? await chat.answer.locator(".prose-answer").innerText() : "";
          if (fault.begun) expect(text.split(/\s+/).length).toBeGreaterThan(3);
          arrived.push(text);
          await expect(chat.retry).toBeVisible();
        });

      await context.addCookies([{ name: "locale", value: other, url }]);
      await page.reload();
      const inOther = new ChatPage(page, other);
      const errors = inOther.conversation.getByRole("alert");
      await expect(errors).toContainText(group.map((fault) => fault[other]));
      await expect(inOther.questions).toHaveText(group.map(() => /repeat 40 words/));
      const begun = arrived.filter(Boolean);
      await expect(inOther.conversation.locator(".prose-answer")).toHaveText(begun);
    });
  });
}

/** So many are met in one conversation, one after the other. */
const inOneConversation = 7;

for (let from = 0; from < harmless.length; from += inOneConversation) {
  const scenarios = harmless.slice(from, from + inOneConversation);
  test(`no harm is done by ${scenarios.join(", ")}`, async ({ chat, page }) => {
    await chat.open();
    await page.getByRole("button", { name: "Thinking" }).click();
    for (const [at, scenario] of scenarios.entries())
      await test.step(scenario, async () => {
        await simulator.reset();
        await simulator.scenario(scenario, scenario === "finish-reason" ? { value: "eos" } : {});
        await chat.ask(`Say exactly: 你好🌍, all of it, ${scenario}`);
        await expect(chat.questions).toHaveCount(at + 1);
        await chat.done();
        await expect(chat.answer.locator(".prose-answer")).toHaveText(`你好🌍, all of it, ${scenario}`);
        await expect(chat.error).toHaveCount(0);
      });
  });
}

test("an answer of doubled words is shown as it came", async ({ chat }) => {
  await chat.open();
  await simulator.scenario("duplicate-tokens");
  await chat.ask("Say exactly: hello");
  await chat.done();
  await expect(chat.answer.locator(".prose-answer")).toContainText("hello");
});

for (const scenario of ["empty-answer", "null-content"])
  test(`${scenario} ends without a word, and can be asked again`, async ({ chat, page }) => {
    await chat.open();
    await page.getByRole("button", { name: "Thinking" }).click();
    await simulator.scenario(scenario, {}, 1);
    await chat.ask("Say exactly: hello");
    await chat.done();
    await expect(chat.answer).toContainText("The model said nothing.");
    await chat.retry.click();
    await chat.done();
    await expect(chat.answer.locator(".prose-answer")).toHaveText("hello");
  });

test("every fault switch of the simulator that a chat can meet has its journey", async ({
  complaints: _,
}) => {
  const switches = await simulator.scenarioNames();
  const walked = [...faults.map((fault) => fault.scenario), ...harmless, ...special, ...ofTools];
  expect(switches.filter((name) => !walked.includes(name) && !ofMedia.test(name))).toEqual([]);
});

test("a model that is gone is named, in both languages", async ({ browser, complaints: _ }) => {
  for (const [language, words] of [
    ["en", "SiliconFlow does not know this model"],
    ["zh", "硅基流动没有这个模型"],
  ] as const) {
    const page = await browser.newPage({ locale: language });
    await page.addInitScript(() => {
      localStorage.setItem(
        "settings",
        JSON.stringify({ state: { model: "gone/model-1", thinking: true }, version: 1 }),
      );
    });
    const chat = new ChatPage(page, language);
    await chat.open();
    await expect(chat.model).toHaveText("gone/model-1");
    await chat.ask("hello");
    await expect(chat.error).toContainText(words);
    await page.close();
  }
});

test("what passes is retried, said so, and answered", async ({ chat }) => {
  await chat.open();
  await simulator.scenario("error-50505", { "retry-after": 4 }, 1);
  await chat.ask("Say exactly: at last");
  await expect(chat.answer).toContainText("The model is overloaded. Attempt 2 of 3 is under way…");
  await chat.done();
  await expect(chat.answer).toContainText("at last");
});

test("an error names its trace id and SiliconFlow's own words, and trying again answers", async ({
  chat,
}) => {
  await chat.open();
  await simulator.scenario("error-20012", {}, 1);
  await chat.ask("Say exactly: second time lucky");
  await expect(chat.error).toContainText(
    "SiliconFlow says: Model does not exist. Please check it carefully.",
  );
  expect(await chat.copied("Copy trace ID")).toMatch(/^ti_\w+/);
  await chat.retry.click();
  await chat.done();
  await expect(chat.answer).toContainText("second time lucky");
});

test("an empty message is not sent, and the page says what to do", async ({ chat, page }) => {
  await chat.open();
  await chat.input.fill("   ");
  await chat.input.press("Enter");
  await expect(page.getByText("Write something first.")).toBeVisible();
  await expect(chat.input).toHaveValue("   ");
  expect(await simulator.chatRequests()).toHaveLength(0);
});

test("a prompt that is really too long is refused with both numbers", async ({ chat }) => {
  await chat.open();
  await chat.ask(`Count: ${"word ".repeat(300_000)}`);
  await expect(chat.error).toContainText(/You sent [\d,]+ tokens; 262,144 are allowed\./, {
    timeout: 20_000,
  });
});

test("the connection to the server breaks and the answer is there all the same", async ({
  chat,
  context,
}) => {
  await chat.open();
  await simulator.pace({ speed: 1, tokensPerSecond: 60, firstTokenMs: 20 });
  await chat.ask("repeat 120 words");
  await expect(chat.answer.getByRole("region", { name: "Thinking" }).first()).toBeVisible();
  await context.setOffline(true);
  await simulator.pace({ speed: 0 });
  await context.setOffline(false);
  await chat.done();
  const words = (await chat.answer.locator(".prose-answer").innerText()).trim().split(/\s+/);
  expect(words).toHaveLength(120);
  expect(await simulator.chatRequests()).toHaveLength(1);
});

test.describe("a server that is set up wrongly", () => {
  const port = 4831;
  const cases = [
    {
      name: "a wrong key",
      settings: { SILICONFLOW_API_KEY: "sk-invalid", SILICONFLOW_BASE_URL: `${simulatorUrl}/v1` },
      en: "SiliconFlow does not accept the API key",
      zh: "API 密钥无效",
    },
    {
      name: "no key for a real upstream",
      settings: { SILICONFLOW_BASE_URL: `${simulatorUrl}/v1` },
      en: "No SiliconFlow API key is set",
      zh: "尚未设置 API 密钥",
    },
    {
      name: "an upstream that is down",
      settings: { SILICONFLOW_API_KEY: "sk-x", SILICONFLOW_BASE_URL: "http://127.0.0.1:9/v1" },
      en: "SiliconFlow cannot be reached",
      zh: "连接不上硅基流动",
    },
  ];
  for (const { name, settings, ...expected } of cases)
    test(`${name} is named in both languages`, async ({ browser, complaints: _ }) => {
      const app = new App(port, settings);
      try {
        await app.start();
        for (const language of ["en", "zh"] as const) {
          const page = await browser.newPage({ locale: language });
          await page.goto(`${app.url}/chat`);
          await expect(page.getByRole("alert").first()).toContainText(expected[language]);
          await expect(page.getByRole("complementary", { name: /Demo mode|演示模式/ })).toHaveCount(0);
          const chat = new ChatPage(page, language);
          await chat.input.fill("hello");
          await chat.input.press("Enter");
          await expect(chat.input).toHaveValue("hello");
          await page.close();
        }
      } finally {
        await app.dispose();
      }
    });

  test("a setting that makes no sense ends the start with one line", async ({ complaints: _ }) => {
    const app = new App(port, { SILICONFLOW_BASE_URL: "not an address", UPSTREAM_IDLE_TIMEOUT_MS: "soon" });
    await expect(app.start()).rejects.toThrow(
      /Wrong configuration\. SILICONFLOW_BASE_URL: must be an http or https address; UPSTREAM_IDLE_TIMEOUT_MS: /,
    );
    expect(await app.end()).toBe(1);
    await app.dispose();
  });
});
