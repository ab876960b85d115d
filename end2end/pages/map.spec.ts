import { chromium as playwright, type Page } from "@playwright/test";
import { chromium } from "../harness/chromium.mjs";
import { Guard } from "../harness/guard.ts";
import { about, CASTLE } from "../harness/plan.ts";
import { expect, open, test } from "../harness/test.ts";
import { text } from "../harness/texts.ts";

const frame = (page: Page) => page.locator(".discover-map .map-frame");

test("the map shows the places and follows the list", async ({ page, visit }) => {
  await visit("/?q=zamek&beyond=krakow&category=castle");
  await expect(frame(page)).toHaveAttribute("data-state", "ready", { timeout: 30_000 });
  await expect(page.locator(".discover-map canvas")).toBeVisible();
  await page.getByRole("button", { name: about(text("pl", "venues.on_map"), CASTLE.pl) }).click();
  await expect(page.locator("#venue-zamek-krolewski-w-niepolomicach")).toHaveAttribute("data-chosen", "true");
  await expect(page.locator(".maplibregl-popup")).toContainText("Zamek Królewski w Niepołomicach");
});

test("searching the area of the map narrows the list and stands in the address", async ({ page, visit }) => {
  await visit("/");
  await expect(frame(page)).toHaveAttribute("data-state", "ready", { timeout: 30_000 });
  await page.getByRole("button", { name: text("pl", "map.zoom_in") }).click();
  await page.getByRole("button", { name: text("pl", "map.search_area") }).click();
  await expect(page).toHaveURL(/bbox=/);
  await expect(page.getByRole("list", { name: text("pl", "venues.chosen_filters") })).toContainText(text("pl", "venues.within_area"));
});

test("without WebGL the map says so and everything else carries on", async ({ product }) => {
  const browser = await playwright.launch({ ...chromium, args: [...chromium.args.filter((one) => !one.includes("swiftshader")), "--disable-gpu", "--disable-software-rasterizer"] });
  try {
    const context = await browser.newContext({ locale: "pl-PL", viewport: { width: 1440, height: 900 } });
    const guard = new Guard(product.url);
    guard.watch(context);
    const page = await context.newPage();
    await open(page, guard, `${product.url}/`, true);
    await expect(frame(page)).toHaveAttribute("data-state", "unavailable", { timeout: 30_000 });
    await expect(frame(page).locator(".map-message").first()).toBeVisible();
    await page.getByRole("searchbox").fill("zamek");
    await page.getByRole("searchbox").press("Enter");
    await expect(page).toHaveURL(/q=zamek/);
    await expect(page.getByRole("article").first()).toBeVisible();
    expect(guard.take()).toEqual([]);
  } finally {
    await browser.close();
  }
});
