import type { Page } from "@playwright/test";
import { expect, hydrated, test } from "../harness/test.ts";
import { text } from "../harness/texts.ts";

const cards = (page: Page) => page.getByRole("region", { name: text("pl", "venues.discover_title") }).getByRole("article");

test("what is chosen stands in the address, and the back button takes it back", async ({ page, visit }) => {
  await visit("/");
  const all = await cards(page).count();
  expect(all).toBeGreaterThan(10);
  await page.getByRole("searchbox").fill("wieliczka sol");
  await page.getByRole("searchbox").press("Enter");
  await expect(page).toHaveURL(/\?q=wieliczka\+sol$/);
  await expect(cards(page).first()).toContainText("Kopalnia Soli");
  await page.getByRole("radio", { name: text("pl", "venues.beyond_krakow") }).check();
  await expect(page).toHaveURL(/q=wieliczka\+sol&beyond=krakow$/);
  await page.goBack();
  await expect(page).toHaveURL(/\?q=wieliczka\+sol$/);
  await expect(page.getByRole("radio", { name: text("pl", "venues.anywhere") })).toBeChecked();
  await page.goBack();
  await expect(page.getByRole("searchbox")).toHaveValue("");
  await expect(cards(page)).toHaveCount(all);
});

test("a shared address shows the same choice", async ({ page, visit }) => {
  await visit("/?q=zamek&beyond=krakow&category=castle");
  await expect(page.getByRole("searchbox")).toHaveValue("zamek");
  await expect(page.getByRole("radio", { name: text("pl", "venues.beyond_krakow") })).toBeChecked();
  await expect(cards(page)).toHaveCount(2);
  const chips = page.getByRole("list", { name: text("pl", "venues.chosen_filters") });
  await expect(chips.getByRole("listitem")).toHaveCount(4);
});

test("letters without their marks find the places that have them", async ({ page, visit }) => {
  await visit("/?q=swiatniki");
  await expect(cards(page).first()).toContainText(/Świątni/);
});

test("opening hours are those of Kraków wherever the browser is", async ({ page, visit }) => {
  // It is Saturday, nine o'clock in Kraków and three in the night where this browser is.
  await visit("/venues/muzeum-lotnictwa-polskiego");
  await expect(page.getByRole("main").locator(".facts .open-state").first()).toHaveText(text("pl", "common.open_until", { time: "17:00" }));
  await visit("/venues/muzeum-narodowe-gmach-glowny");
  await expect(page.getByRole("main").locator(".facts .open-state").first()).toHaveText(text("pl", "common.opens_at", { time: "10:00" }));
});

test("the nearest come first for somebody who says where they are, and the map shows them there", async ({ page, visit, context }) => {
  // In Niepołomice, whose castle stands 200 metres away.
  await context.setGeolocation({ latitude: 50.0345, longitude: 20.2165 });
  await context.grantPermissions(["geolocation"]);
  await visit("/");
  await page.getByRole("button", { name: text("pl", "venues.locate") }).click();
  await expect(page).toHaveURL(/near=50\.03/);
  await expect(cards(page).first()).toContainText("Niepołomice");
  await expect(page.getByLabel(text("pl", "venues.order"))).toHaveValue("distance");
  await expect(page.locator(".discover-map okolica-map")).toHaveAttribute("here", /^20\.21\d*,50\.03\d*$/);
});

test("choosing a language leads to the same page in it", async ({ page, visit }) => {
  await visit("/gminas/niepolomice");
  await page.getByRole("link", { name: "English" }).click();
  await expect(page).toHaveURL(/\/en\/gminas\/niepolomice$/);
  await hydrated(page);
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await page.getByRole("link", { name: "Українська" }).click();
  await expect(page).toHaveURL(/\/uk\/gminas\/niepolomice$/);
  await expect(page.locator("html")).toHaveAttribute("lang", "uk");
});
