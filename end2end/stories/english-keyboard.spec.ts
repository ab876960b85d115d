import { tabTo } from "../harness/keyboard.ts";
import { about, AVIATION, CASTLE, closing, expectCalendar, expectReadable, expectStops, GALLERY, stop } from "../harness/plan.ts";
import { expect, hydrated, test } from "../harness/test.ts";
import { text } from "../harness/texts.ts";

const t = (key: string, values?: Record<string, string | number>) => text("en", key, values);

test.use({ locale: "en-GB" });

test("the same day with the keyboard alone", async ({ page, visit, stranger }) => {
  test.setTimeout(180_000);
  await visit("/en");

  await test.step("find a castle outside Kraków", async () => {
    await tabTo(page, page.getByRole("searchbox"));
    await page.keyboard.type("castle");
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/q=castle/);
    await tabTo(page, page.getByRole("radio", { name: t("venues.anywhere") }));
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    await expect(page).toHaveURL(/beyond=krakow/);
  });
  const card = page.getByRole("article").filter({ has: page.getByRole("link", { name: CASTLE.en, exact: true }) });

  await test.step("keep it", async () => {
    await tabTo(page, card.locator(".heart-button"));
    await page.keyboard.press("Enter");
    await expect(card.locator(".heart-button")).toHaveAttribute("aria-pressed", "true");
    await expect(card.locator(".heart-button"), "the focus stays").toBeFocused();
    await tabTo(page, card.getByRole("link", { name: CASTLE.en, exact: true }));
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { level: 1, name: CASTLE.en })).toBeVisible();
  });

  await test.step("plan a Saturday with it", async () => {
    await tabTo(page, page.locator(".venue-head summary").filter({ hasText: t("plans.add_to_plan") }));
    await page.keyboard.press("Enter");
    await tabTo(page, page.locator(".venue-head").getByRole("button", { name: t("plans.add"), exact: true }));
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/\/en\/plans\/\d+/);
    await expect(page.getByRole("heading", { level: 2, name: /Saturday/ })).toBeVisible();
    await expectStops(page, [CASTLE.en]);
    await hydrated(page);
  });

  await test.step("and two more places", async () => {
    await tabTo(page, page.locator(".day summary").filter({ hasText: t("plans.add_stop") }));
    await page.keyboard.press("Enter");
    for (const name of [GALLERY.en, AVIATION.en]) {
      await tabTo(page, page.locator(".day").getByLabel(t("plans.find_label")));
      await page.keyboard.press("ControlOrMeta+a");
      await page.keyboard.type(name);
      await page.keyboard.press("Enter");
      await tabTo(page, page.getByRole("button", { name: about(t("plans.add"), name) }));
      await page.keyboard.press("Enter");
      await expect(stop(page, name)).toBeVisible();
    }
    await expectStops(page, [CASTLE.en, GALLERY.en, AVIATION.en]);
  });

  await test.step("see the warning and mend it by moving the stop", async () => {
    await expect(closing(page, AVIATION.en)).toContainText(t("plans.warn_closes", { time: "17:00" }));
    const earlier = page.getByRole("button", { name: t("plans.earlier", { name: AVIATION.en }) });
    await tabTo(page, earlier);
    await page.keyboard.press("Enter");
    await expectStops(page, [CASTLE.en, AVIATION.en, GALLERY.en]);
    await expect(closing(page, AVIATION.en)).toHaveCount(0);
    await expect(earlier, "the focus stays on what was moved").toBeFocused();
    await expect(page.getByRole("status").filter({ hasText: AVIATION.en })).not.toHaveCount(0);
    await expect(page.locator(".save-state")).toHaveAttribute("data-state", "saved");
  });

  const names = [CASTLE.en, AVIATION.en, GALLERY.en];
  await test.step("take the calendar file along", async () => {
    await tabTo(page, page.locator("summary").filter({ hasText: t("plans.take") }));
    await page.keyboard.press("Enter");
    await tabTo(page, page.getByRole("link", { name: t("plans.take_calendar") }));
    const waiting = page.waitForEvent("download");
    await page.keyboard.press("Enter");
    await expectCalendar(await waiting, names);
  });

  await test.step("share it", async () => {
    await tabTo(page, page.getByRole("button", { name: t("plans.make_read") }));
    await page.keyboard.press("Enter");
    const address = page.getByRole("textbox", { name: t("plans.links_read"), exact: true });
    await expect(address).toHaveValue(/\/en\/shared\/.+/);
    await expectReadable(stranger, await address.inputValue(), names);
  });
});
