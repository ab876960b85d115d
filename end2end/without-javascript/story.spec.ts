import { CASTLE, expectStops } from "../harness/plan.ts";
import { expect, test } from "../harness/test.ts";
import { text } from "../harness/texts.ts";

const t = (key: string) => text("pl", key);

test("find a castle, keep it and plan a Saturday with it, by forms and links alone", async ({ page, visit }) => {
  await visit("/");
  await page.getByRole("searchbox").fill("zamek");
  await page.getByRole("radio", { name: t("venues.beyond_krakow") }).check();
  await page.locator(".filters-actions button").click();
  const card = page.getByRole("article").filter({ has: page.getByRole("link", { name: CASTLE.pl, exact: true }) });

  await card.locator(".heart-button").click();
  await expect(card.locator(".heart-button")).toHaveAttribute("aria-pressed", "true");
  await expect(page, "the page is the same as before").toHaveURL(/q=zamek/);
  for (let turn = 0; turn < 30; turn += 1) {
    const answer = await page.request.get("/?q=zamek&beyond=krakow");
    expect((await answer.text()).match(/class="heart-form"/g), "every page shows every heart").toHaveLength(3);
  }
  await visit("/favourites");
  await page.getByRole("main").getByRole("link", { name: CASTLE.pl, exact: true }).click();

  await page.locator("summary").filter({ hasText: t("plans.add_to_plan") }).click();
  await page.getByLabel(t("plans.new_plan_date")).fill("2026-11-28");
  await page.getByRole("button", { name: t("plans.add"), exact: true }).click();
  await expect(page).toHaveURL(/\/plans\/\d+/);
  await expect(page.getByRole("heading", { level: 2, name: /sobota, 28 listopada/ })).toBeVisible();
  await expectStops(page, [CASTLE.pl]);

  await visit("/plans");
  await expect(page.getByRole("main").getByRole("article")).toHaveCount(1);
});
