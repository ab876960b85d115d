import { about, AVIATION, CASTLE, closing, expectCalendar, expectReadable, expectStops, GALLERY, stop } from "../harness/plan.ts";
import { expect, test } from "../harness/test.ts";
import { text } from "../harness/texts.ts";

const t = (key: string, values?: Record<string, string | number>) => text("pl", key, values);

test("a day out of town: found, kept, planned, mended, taken along and shared", async ({ page, visit, stranger }) => {
  test.setTimeout(120_000);
  await visit("/");

  await test.step("find a castle outside Kraków", async () => {
    await page.getByRole("searchbox").fill("zamek");
    await page.getByRole("searchbox").press("Enter");
    await expect(page).toHaveURL(/q=zamek/);
    await page.getByRole("radio", { name: t("venues.beyond_krakow") }).check();
    await expect(page).toHaveURL(/q=zamek&beyond=krakow/);
  });
  const card = page.getByRole("article").filter({ has: page.getByRole("link", { name: CASTLE.pl, exact: true }) });

  await test.step("keep it", async () => {
    await card.locator(".heart-button").click();
    await expect(card.locator(".heart-button")).toHaveAttribute("aria-pressed", "true");
    await page.getByRole("navigation", { name: t("common.nav_label") }).getByRole("link", { name: t("common.nav_favourites") }).click();
    await expect(page.getByRole("main").getByRole("link", { name: CASTLE.pl, exact: true })).toBeVisible();
    await page.getByRole("main").getByRole("link", { name: CASTLE.pl, exact: true }).click();
    await expect(page.getByRole("heading", { level: 1, name: CASTLE.pl })).toBeVisible();
    await expect(page.locator(".venue-head .heart-button")).toHaveAttribute("aria-pressed", "true");
  });

  await test.step("plan a Saturday with it", async () => {
    await page.locator("summary").filter({ hasText: t("plans.add_to_plan") }).click();
    await page.getByLabel(t("plans.new_plan_date")).fill("2026-11-28");
    await page.getByRole("button", { name: t("plans.add"), exact: true }).click();
    await expect(page).toHaveURL(/\/plans\/\d+/);
    await expect(page.getByRole("heading", { level: 2, name: /sobota/ })).toBeVisible();
    await expectStops(page, [CASTLE.pl]);
  });

  await test.step("and two more places", async () => {
    await page.locator(".day summary").filter({ hasText: t("plans.add_stop") }).click();
    for (const name of [GALLERY.pl, AVIATION.pl]) {
      await page.locator(".day").getByLabel(t("plans.find_label")).fill(name);
      await page.locator(".day").getByRole("button", { name: t("plans.find"), exact: true }).click();
      await page.getByRole("button", { name: about(t("plans.add"), name) }).click();
      await expect(stop(page, name)).toBeVisible();
    }
    await expectStops(page, [CASTLE.pl, GALLERY.pl, AVIATION.pl]);
  });

  await test.step("see the warning and mend it", async () => {
    await expect(closing(page, AVIATION.pl)).toContainText(t("plans.warn_closes", { time: "17:00" }));
    await closing(page, AVIATION.pl).getByRole("button", { name: t("plans.cure_earlier") }).click();
    await expectStops(page, [CASTLE.pl, AVIATION.pl, GALLERY.pl]);
    await expect(closing(page, AVIATION.pl)).toHaveCount(0);
    await expect(page.locator(".save-state")).toHaveAttribute("data-state", "saved");
  });

  const names = [CASTLE.pl, AVIATION.pl, GALLERY.pl];
  await test.step("it is kept as it stands", async () => {
    await page.reload();
    await expectStops(page, names);
  });

  await test.step("take the calendar file along", async () => {
    await page.locator("summary").filter({ hasText: t("plans.take") }).click();
    const waiting = page.waitForEvent("download");
    await page.getByRole("link", { name: t("plans.take_calendar") }).click();
    await expectCalendar(await waiting, names);
  });

  const address = page.getByRole("textbox", { name: t("plans.links_read"), exact: true });
  await test.step("share it", async () => {
    await page.getByRole("button", { name: t("plans.make_read") }).click();
    await expect(address).toHaveValue(/\/shared\/.+/);
    await expectReadable(stranger, await address.inputValue(), names);
  });

  await test.step("and take the address back", async () => {
    const gone = await address.inputValue();
    await page.getByRole("button", { name: t("plans.revoke") }).click();
    await expect(address).toHaveCount(0);
    expect((await page.request.get(gone)).status()).toBe(404);
  });
});
