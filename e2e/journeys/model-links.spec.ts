import { expect, test } from "../support/fixtures";

const pages = [
  { path: "/chat", model: "Qwen/Qwen3-32B" },
  { path: "/image", model: "Qwen/Qwen-Image" },
  { path: "/video", model: "Wan-AI/Wan2.2-I2V-A14B" },
  { path: "/speech", model: "fnlp/MOSS-TTSD-v0.5" },
  { path: "/transcription", model: "TeleAI/TeleSpeechASR" },
  { path: "/embeddings", model: "Qwen/Qwen3-Embedding-8B" },
  { path: "/rerank", model: "Qwen/Qwen3-Reranker-8B" },
];

for (const { path, model } of pages)
  test(`a link opens ${path} with a model chosen, and it stays chosen`, async ({ page, complaints: _ }) => {
    await page.goto(`${path}?${new URLSearchParams({ model })}`);
    const chosen = page.getByRole("combobox", { name: `Model: ${model}`, exact: true });
    await expect(chosen).toBeVisible();
    if (path === "/chat") return;
    await expect(page).toHaveURL(new RegExp(`${path}$`));
    await page.reload();
    await expect(chosen).toBeVisible();
  });

test("a link opens the page for batches with the model that answers a table", async ({
  page,
  complaints: _,
}) => {
  await page.goto("/batch?model=deepseek-ai/DeepSeek-R1");
  await expect(page.getByText("The rows of a table are answered by deepseek-ai/DeepSeek-R1.")).toBeVisible();
  await expect(page).toHaveURL(/\/batch$/);
});

test("a link to a model that the page cannot use says so and loses nothing", async ({
  page,
  image,
  complaints: _,
}) => {
  await page.goto("/image?model=Qwen/Qwen-Image");
  const chosen = page.getByRole("combobox", { name: "Model: Qwen/Qwen-Image", exact: true });
  await expect(chosen).toBeVisible();
  await image.prompt.fill("a lighthouse at dawn");
  await page.goto("/image?model=Qwen/Qwen3-8B");
  const notice = page.getByRole("alert").filter({ hasText: "The link asks for Qwen/Qwen3-8B" });
  await expect(notice).toBeVisible();
  await expect(chosen).toBeVisible();
  await expect(image.prompt).toHaveValue("a lighthouse at dawn");
  await notice.getByRole("link", { name: "Look it up" }).click();
  await expect(page.getByRole("dialog", { name: "Details of Qwen/Qwen3-8B" })).toBeVisible();
});

test("a link to a model that nobody has says so beside the list", async ({ page, complaints: _ }) => {
  await page.goto("/models?model=acme/Nowhere-1");
  const notice = page
    .getByRole("alert")
    .filter({ hasText: "acme/Nowhere-1 is neither in SiliconFlow’s list" });
  await expect(notice).toBeVisible();
  await expect(page.getByRole("region", { name: "Models" }).getByRole("listitem").first()).toBeVisible();
});

test("favourites come first where a model is chosen", async ({ page, chat, complaints: _ }) => {
  await page.goto("/models?q=qwen3-32b");
  await page.getByRole("button", { name: "Make Qwen/Qwen3-32B a favourite" }).click();
  await page.getByRole("link", { name: "New chat" }).first().click();
  await chat.model.click();
  const list = page.getByRole("dialog", { name: "Choose a model" });
  await expect(list.getByRole("group", { name: "Favourites" }).getByRole("option")).toHaveText([
    /^Qwen\/Qwen3-32B/,
  ]);
  await expect(list.getByRole("option").first()).toContainText("Qwen/Qwen3-32B");
  await expect(list.getByRole("option", { name: /^Qwen\/Qwen3-32B/ })).toHaveCount(1);
});
