import { expect, test } from "../support/fixtures";

test("the page for batches is found in the navigation and says that there are none yet", async ({
  page,
  complaints: _,
}) => {
  await page.goto("/chat");
  await page.getByRole("navigation", { name: "Pages" }).getByRole("link", { name: "Batches" }).click();
  await expect(page.getByRole("heading", { name: "Batches", level: 1 })).toBeVisible();
  await expect(page.getByText("No batch was sent from this browser yet.")).toBeVisible();
});
