import { CASTLE, stops } from "../harness/plan.ts";
import { expectSound, FASTEST, proposal, told } from "../harness/proposals.ts";
import { expect, test } from "../harness/test.ts";
import { text } from "../harness/texts.ts";
import { Visitor } from "../harness/visitor.mjs";

/** The day and the minute that the product's clock shows. */
const TODAY = "2026-11-21";
const NOW = 9 * 60;

const t = (key: string) => text("pl", key);

test("two days are filled, a part is accepted, and today is replanned, by forms alone", async ({ page, product, visit, guard }) => {
  const visitor = new Visitor(product.url);
  const path = await visitor.plan(["zamek-krolewski-w-niepolomicach"]);
  await visitor.edit(path, { kind: "shift", date: TODAY });
  const [first = ""] = await visitor.days(path);
  await visitor.edit(path, { kind: "add-meal", day: first, name: "Obiad", start: "12:00", end: "14:30", stay: "60" });
  await visitor.edit(path, { kind: "add-day" });
  const [, second = ""] = await visitor.days(path);
  await visitor.edit(path, { kind: "set-day", day: second, date: "2026-11-22", start: "09:00", end: "18:00", mode: "walk" });
  await page.context().addCookies(visitor.cookies);
  await visit(path);
  const before = await stops(page).count();

  await page.locator(".ask-wishes > summary").click();
  await page.getByRole("checkbox", { name: t("proposals.step_free") }).check();
  await page.getByRole("button", { name: t("proposals.fill"), exact: true }).click();
  await expect(page).toHaveURL(/\/proposal$/);
  await expect(proposal(page)).toBeVisible();
  const days = await expectSound(page, [
    { date: TODAY, start: 9 * 60, end: 18 * 60, fastest: FASTEST.transit },
    { date: "2026-11-22", start: 9 * 60, end: 18 * 60, fastest: FASTEST.walk },
  ]);
  expect(days[0]?.filter((stop) => stop.mark === "kept").map((stop) => stop.name)).toEqual([CASTLE.pl, "Obiad"]);
  await expect(proposal(page)).not.toContainText(t("plans.warn_unfit"));

  const boxes = proposal(page).getByRole("checkbox");
  const count = await boxes.count();
  expect(count).toBeGreaterThan(1);

  // Nothing is ticked: the same proposal comes back, with the fault and a way to the first box.
  guard.expect(`${product.url}${path}/proposal`, 400);
  for (let at = 0; at < count; at += 1) await boxes.nth(at).uncheck();
  await page.getByRole("button", { name: t("proposals.accept_part"), exact: true }).click();
  await expect(page).toHaveURL(/\/proposal$/);
  await expect(page.getByRole("alert")).toHaveText(t("proposals.fault_nothing_chosen"));
  await expect(boxes).toHaveCount(count);
  expect(await told(page)).toEqual(days);
  await expect(boxes.and(page.locator("input:checked"))).toHaveCount(0);
  await page.locator(".ask-wishes > summary").click();
  await expect(page.getByRole("checkbox", { name: t("proposals.step_free") })).toBeChecked();
  await page.getByRole("alert").getByRole("link").click();
  await expect(page).toHaveURL(/\/proposal#take-\d+$/);
  await expect(page.locator("input:target")).toHaveCount(1);
  for (let at = 0; at < count; at += 1) await boxes.nth(at).check();

  for (let at = 1; at < count; at += 1) await boxes.nth(at).uncheck();
  await page.getByRole("button", { name: t("proposals.accept_part"), exact: true }).click();
  await expect(page).toHaveURL(/\/plans\/\d+#stop-\d+$/);
  await expect(stops(page)).toHaveCount(before + 1);

  await page.locator(".ask-here > summary").click();
  await page.getByLabel(t("proposals.here"), { exact: true }).selectOption({ label: CASTLE.pl });
  await page.locator(".ask-here").getByRole("checkbox", { name: CASTLE.pl }).check();
  await page.getByRole("button", { name: t("proposals.replan"), exact: true }).click();
  const [today = []] = await expectSound(page, [{ date: TODAY, start: NOW, end: 18 * 60, fastest: FASTEST.transit }]);
  expect(today.map((stop) => stop.name)).toContain("Obiad");
  expect(today.map((stop) => stop.name)).not.toContain(CASTLE.pl);
});
