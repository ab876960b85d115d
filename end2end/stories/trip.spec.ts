import { expectStops } from "../harness/plan.ts";
import { expect, hydrated, test } from "../harness/test.ts";
import { text } from "../harness/texts.ts";

const t = (key: string, values: Record<string, string | number> = {}) => text("en", key, values);

test("a one-day trip is chosen, read and taken into one's own plans", async ({ page, visit }) => {
  await visit("/en/trips");
  await page.getByRole("navigation", { name: t("trips.modes") }).getByRole("link", { name: text("en", "common.mode_bike") }).click();
  await expect(page).toHaveURL(/mode=bike$/);
  await page.getByRole("link", { name: /Niepołomice/ }).first().click();
  await expect(page).toHaveURL(/\/en\/trips\/niepolomice$/);
  const names = await page.locator(".timeline > .stop").getByRole("heading").allTextContents();
  expect(names.length).toBeGreaterThanOrEqual(3);
  expect(await (await page.request.get(page.url())).text(), "machines are told too").toContain("TouristTrip");
  await expect(page.locator(".warning[data-level='problem']")).toHaveCount(0);
  await page.getByLabel(t("trips.adopt_date")).fill("2026-12-05");
  await page.getByRole("button", { name: t("trips.adopt") }).click();
  await expect(page).toHaveURL(/\/en\/plans\/\d+$/);
  await hydrated(page);
  await expectStops(page, names);
  await expect(page.locator(".day").getByRole("heading", { level: 2 })).toContainText("December");
});
