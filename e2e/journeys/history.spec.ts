import type { Locator, Page } from "@playwright/test";
import { expect, test } from "../support/fixtures";
import { ImagePage } from "../support/image-page";
import { simulator } from "../support/simulator";

const list = (page: Page) => page.getByRole("navigation", { name: "Conversations" });
const box = (page: Page) => page.getByRole("combobox", { name: "Search and commands" });

async function openMenu(page: Page, title: string): Promise<void> {
  await list(page).getByRole("link", { name: title }).hover();
  await list(page)
    .getByRole("button", { name: `Actions for “${title}”` })
    .click();
}

test("a conversation gets another name and a place at the top, by keyboard too", async ({ chat, page }) => {
  await chat.open();
  await chat.ask("Say exactly: one");
  await chat.done();
  await openMenu(page, "Say exactly: one");
  await page.getByRole("menuitem", { name: "Rename" }).click();
  const field = page.getByRole("textbox", { name: "New name" });
  await expect(field).toBeFocused();
  await field.fill("  ");
  await field.press("Enter");
  await expect(field).toHaveAttribute("aria-invalid", "true");
  await field.fill("Numbers");
  await field.press("Enter");
  const link = list(page).getByRole("link", { name: "Numbers" });
  await link.focus();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.getByRole("menuitem", { name: "Pin to the top" }).press("Enter");
  await expect(list(page).getByRole("heading", { name: "Pinned" })).toBeVisible();
  await page.reload();
  await expect(link).toBeVisible();
  await openMenu(page, "Numbers");
  await page.getByRole("menuitem", { name: "Rename" }).click();
  await field.fill("Other");
  await field.press("Escape");
  await expect(link).toBeVisible();
});

test("by keyboard alone the focus is never lost: not by a new name, a deletion, or taking that back", async ({
  chat,
  page,
}) => {
  await chat.open();
  for (const word of ["one", "two"]) {
    await chat.ask(`Say exactly: ${word}`);
    await chat.done();
    await page.getByRole("link", { name: "New chat" }).click();
    // The new page begins in its box: until then it would take the focus from where the keys go next.
    await expect(chat.input).toBeFocused();
  }
  const [one, two] = ["Say exactly: one", "Say exactly: two"].map((name) =>
    list(page).getByRole("link", { name }),
  ) as [Locator, Locator];
  const choose = async (link: Locator, action: string) => {
    await link.focus();
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.getByRole("menuitem", { name: action }).press("Enter");
  };
  await choose(two, "Rename");
  await page.getByRole("textbox", { name: "New name" }).press("Escape");
  await expect(two).toBeFocused();
  await choose(two, "Rename");
  await page.getByRole("textbox", { name: "New name" }).fill("Say exactly: two again");
  await page.keyboard.press("Enter");
  await expect(two).toBeFocused();
  await choose(two, "Delete");
  await expect(two).toBeHidden();
  await expect(one).toBeFocused();
  await page.getByRole("button", { name: "Undo" }).press("Enter");
  await expect(two).toBeFocused();
});

test("when the only conversation is deleted by keyboard, the keyboard goes on in the box", async ({
  chat,
  page,
}) => {
  for (const away of [false, true]) {
    await chat.open();
    await chat.ask("Say exactly: alone");
    await chat.done();
    if (away) await page.getByRole("link", { name: "New chat" }).click();
    await expect(chat.input).toBeFocused();
    const link = list(page).getByRole("link", { name: "Say exactly: alone" });
    await link.focus();
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.getByRole("menuitem", { name: "Delete" }).press("Enter");
    await expect(link).toBeHidden();
    await expect(chat.input).toBeFocused();
  }
});

test("two characters of an answer are found, and the answer is opened", async ({ chat, page }) => {
  await chat.open();
  await chat.ask("Say exactly: 深度学习改变世界");
  await chat.done();
  await page.getByRole("link", { name: "New chat" }).click();
  await page.keyboard.press("Control+k");
  await box(page).fill("习改");
  const messages = page.getByRole("group", { name: "In messages" });
  const hit = messages.getByRole("option", { name: /深度学习改变世界/ }).last();
  await expect(hit.locator("mark")).toHaveText("习改");
  await hit.click();
  await expect(page).toHaveURL(/\/chat\/[^/]+\?message=/);
  await expect(chat.answer).toContainText("深度学习改变世界");
});

test("commands are found by typing, and run with Enter", async ({ chat, page }) => {
  await chat.open();
  await page.keyboard.press("Control+k");
  await box(page).fill("theme: dark");
  await page.keyboard.press("Enter");
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await expect(box(page)).toBeHidden();
  await page.keyboard.press("Control+k");
  await page.keyboard.press("Escape");
  await expect(box(page)).toBeHidden();
});

test("the keys are listed on a question mark, and not while one is written", async ({ chat, page }) => {
  await chat.open();
  const help = page.getByRole("dialog", { name: "Keyboard shortcuts" });
  await chat.input.fill("");
  await chat.input.press("?");
  await expect(chat.input).toHaveValue("?");
  await expect(help).toBeHidden();
  await page.getByRole("link", { name: "New chat" }).focus();
  await page.keyboard.press("?");
  await expect(help).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(help).toBeHidden();
});

test("everything is deleted only after a word was typed, on the server too", async ({ chat, page }) => {
  const pictures = new ImagePage(page);
  await pictures.open();
  const saved = page.waitForResponse(/\/api\/media\//);
  await pictures.make("a cat");
  const picture = (await saved).url();
  await chat.open();
  await chat.ask("Say exactly: gone");
  await chat.done();
  await page.getByRole("button", { name: "History options" }).click();
  await page.getByRole("menuitem", { name: "Storage…" }).click();
  const dialog = page.getByRole("dialog", { name: "Storage" });
  await dialog.getByRole("button", { name: "Delete everything…" }).click();
  const confirm = dialog.getByRole("button", { name: "Delete everything", exact: true });
  await expect(confirm).toBeDisabled();
  await dialog.getByRole("textbox").fill("delete");
  await confirm.click();
  await expect(dialog.getByText("Everything was deleted.")).toBeVisible();
  await expect(dialog.getByRole("button", { name: "Delete everything…" })).toBeFocused();
  await expect(list(page).getByRole("link")).toHaveCount(0);
  await expect.poll(async () => (await page.request.get(picture)).status()).toBe(404);
});

test("a page whose database a newer one has taken over says so and keeps the draft", async ({
  chat,
  page,
}) => {
  await chat.open();
  await chat.input.fill("half a thought");
  const newer = await page.context().newPage();
  await newer.goto("/icon.svg");
  await newer.evaluate(
    () =>
      new Promise<void>((resolve) => {
        const request = indexedDB.open("siliconflow-playground", 9999);
        request.onsuccess = () => resolve(request.result.close());
      }),
  );
  await expect(page.getByRole("alert").getByText(/A newer version of this page/)).toBeVisible();
  await expect(chat.input).toHaveValue("half a thought");
  await expect(page.getByRole("button", { name: "Reload this page" })).toBeVisible();
});

test("a free model finds the title when a person wants that, and never over a name that a person gave", async ({
  chat,
  page,
}) => {
  await chat.open();
  await chat.ask("Say exactly: first words");
  await chat.done();
  expect(await simulator.chatRequests()).toHaveLength(1);
  await page.getByRole("button", { name: "History options" }).click();
  await page.getByRole("menuitemcheckbox", { name: /Let a free model find titles/ }).click();
  await page.keyboard.press("Escape");
  await page.getByRole("link", { name: "New chat" }).click();
  await chat.ask("Tell me about lighthouses");
  await chat.done();
  await expect(list(page).getByRole("link", { name: "Tell me about lighthouses" })).toHaveCount(0);
  await expect(list(page).getByRole("link")).toHaveCount(2);
  const requests = await simulator.chatRequests();
  expect(requests).toHaveLength(3);
  expect(requests.at(-1)?.body).toMatchObject({
    messages: [{ role: "system" }, { role: "user" }],
    max_tokens: 40,
  });
});
