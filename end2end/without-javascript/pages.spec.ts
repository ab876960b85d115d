import { PUBLIC } from "../harness/routes.ts";
import { expect, test } from "../harness/test.ts";
import { text } from "../harness/texts.ts";

for (const route of PUBLIC) {
  test(`${route.name} reads without JavaScript`, async ({ page, visit }) => {
    await visit(route.path, { status: route.status });
    await expect(page.getByRole("main").getByRole("heading", { level: 1 })).toBeVisible();
    await expect(page.getByRole("main")).not.toBeEmpty();
  });
}

test("the filters are an ordinary form", async ({ page, visit }) => {
  await visit("/");
  await page.getByRole("searchbox").fill("zamek");
  await page.getByRole("radio", { name: text("pl", "venues.beyond_krakow") }).check();
  await page.locator(".filters-actions button").click();
  await expect(page).toHaveURL(/\?.*q=zamek/);
  await expect(page).toHaveURL(/beyond=krakow/);
  await expect(page.getByRole("article").first()).toContainText("Zamek");
});

test("pages of results are links", async ({ page, visit }) => {
  await visit("/");
  const first = await page.getByRole("article").first().textContent();
  await page.getByRole("link", { name: text("pl", "venues.next") }).click();
  await expect(page).toHaveURL(/page=2/);
  expect(await page.getByRole("article").first().textContent()).not.toBe(first);
});
