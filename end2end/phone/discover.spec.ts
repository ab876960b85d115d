import { expect, test } from "../harness/test.ts";
import { text } from "../harness/texts.ts";

test("on a phone the list comes first and the map is one tap away", async ({ page, visit }) => {
  await visit("/");
  await expect(page.getByRole("article").first()).toBeVisible();
  await expect(page.locator(".discover-map")).toBeHidden();
  await page.getByRole("link", { name: text("pl", "venues.map"), exact: true }).tap();
  await expect(page.locator(".discover-map")).toBeVisible();
  await expect(page.locator(".discover-map .map-frame")).toHaveAttribute("data-state", "ready", { timeout: 30_000 });
  await page.getByRole("link", { name: text("pl", "venues.list"), exact: true }).tap();
  await expect(page.getByRole("article").first()).toBeVisible();
});

test("on a phone the filters open, narrow the list and close", async ({ page, visit }) => {
  await visit("/");
  await page.locator("summary").filter({ hasText: text("pl", "venues.filters") }).tap();
  await page.getByRole("radio", { name: text("pl", "venues.beyond_krakow") }).check();
  await expect(page).toHaveURL(/beyond=krakow/);
});

test("targets for the thumb are at least 24 pixels in both directions", async ({ page, visit }) => {
  for (const path of ["/", "/venues/zamek-krolewski-w-niepolomicach", "/plans", "/favourites", "/gminas"]) {
    await visit(path);
    const small = await page.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>("button, summary, .chip, .site-nav a, .language-switch a, input:not([type=hidden])")]
        .map((one) => [one, (one.closest("label") ?? one).getBoundingClientRect()] as const)
        .filter(([one, box]) => one.checkVisibility() && box.width > 1 && (box.width < 24 || box.height < 24))
        .map(([one, box]) => `<${one.tagName.toLowerCase()} class="${one.className}"> ${Math.round(box.width)}×${Math.round(box.height)}`),
    );
    expect(small, path).toEqual([]);
  }
});
