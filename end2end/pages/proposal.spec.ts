import type { Page } from "@playwright/test";
import { expectAccessible } from "../harness/axe.ts";
import { CASTLE, stop, stops } from "../harness/plan.ts";
import { expectSound, FASTEST, minutes, proposal, rows } from "../harness/proposals.ts";
import { expect, hydrated, test } from "../harness/test.ts";
import { text } from "../harness/texts.ts";
import { Visitor } from "../harness/visitor.mjs";

test.describe.configure({ timeout: 150_000 });

const t = (key: string, values: Record<string, string | number> = {}) => text("pl", key, values);
/** The day that the product's clock shows. */
const TODAY = "2026-11-21";

const button = (page: Page, key: string) => page.locator("#plan-for-me").getByRole("button", { name: t(key), exact: true });
const said = (page: Page, words: string) => expect(page.locator("#announcer")).toContainText(words);
const saved = (page: Page) => expect(page.locator(".save-state")).toHaveAttribute("data-state", "saved");

/** The words of a text before its first value. */
const opening = (key: string) => t(key).split("{{")[0] ?? "";

/** A plan of two days, by public transport and on foot, with a must-see and a lunch; somebody who needs step-free access. */
async function atPlan(page: Page, url: string, date = "2026-11-28"): Promise<{ visitor: Visitor; path: string }> {
  const visitor = new Visitor(url);
  const path = await visitor.plan(["zamek-krolewski-w-niepolomicach"]);
  const [first = ""] = await visitor.days(path);
  if (date !== "2026-11-28") await visitor.edit(path, { kind: "shift", date });
  await visitor.edit(path, { kind: "add-meal", day: first, name: "Obiad", start: "12:00", end: "14:30", stay: "60" });
  await visitor.edit(path, { kind: "add-day" });
  const [, second = ""] = await visitor.days(path);
  const next = new Date(Date.parse(date) + 86_400_000).toISOString().slice(0, 10);
  await visitor.edit(path, { kind: "set-day", day: second, date: next, start: "09:00", end: "18:00", mode: "walk" });
  await page.context().addCookies(visitor.cookies);
  await page.addInitScript(() => localStorage.setItem("okolica-step-free", "1"));
  await page.goto(url + path);
  const castle = (await stops(page).first().getAttribute("id")) ?? "";
  await visitor.edit(path, { kind: "set-stop", stop: castle.replace("stop-", ""), must: "1" });
  await page.reload();
  await hydrated(page);
  return { visitor, path };
}

/** "1 godz. 20 min" as minutes. */
const duration = (told: string): number => {
  const numbers = (told.match(/\d+/g) ?? []).map(Number);
  const [first = 0, second = 0] = numbers;
  return numbers.length > 1 || !told.includes("min") ? first * 60 + second : first;
};

/** How often a search is watched: what else runs on the machine may hold one up, but hardly all. */
const WATCHED = 4;

/** The tasks of the main thread that last longer than 50 ms while a search for the whole plan runs; of several searches the fewest. */
async function longTasks(page: Page): Promise<number[]> {
  // The map is drawn before: its tasks are none of the search's.
  await expect(page.locator(".plan-map okolica-map")).toHaveAttribute("data-map-state", "idle", { timeout: 30_000 });
  await page.evaluate(() => {
    const long: number[] = [];
    Object.assign(window, { long });
    new PerformanceObserver((list) => long.push(...list.getEntries().map((entry) => entry.duration))).observe({ type: "longtask" });
  });
  let fewest: number[] | undefined;
  for (let search = 0; search < WATCHED && fewest?.length !== 0; search += 1) {
    await button(page, "proposals.fill").hover();
    await page.evaluate(() => (window as unknown as { long: number[] }).long.splice(0));
    await button(page, "proposals.fill").click();
    await expect(page.locator(".search-progress")).toBeVisible();
    await expect(page.locator(".search-progress")).toHaveCount(0);
    const long = await page.evaluate(() => (window as unknown as { long: number[] }).long);
    if (fewest === undefined || long.length < fewest.length) fewest = long;
  }
  return fewest ?? [];
}

test("two days are filled without a long task, a part is accepted, and undo takes it back", async ({ page, product }) => {
  await atPlan(page, product.url);
  const before = await stops(page).count();
  await button(page, "proposals.fill").click();
  await expect(proposal(page).getByRole("heading", { level: 3 })).toBeFocused();
  await said(page, opening("proposals.finished"));
  expect(await longTasks(page), "no task longer than 50 ms while a search runs").toEqual([]);

  const days = await expectSound(page, [
    { date: "2026-11-28", start: 9 * 60, end: 18 * 60, fastest: FASTEST.transit },
    { date: "2026-11-29", start: 9 * 60, end: 18 * 60, fastest: FASTEST.walk },
  ]);
  const kept = days[0]?.filter((stop) => stop.mark !== "new").map((stop) => stop.name);
  expect(kept, "what stands on the day stays in its order").toEqual([CASTLE.pl, "Obiad"]);
  const lunch = days[0]?.find((stop) => stop.name === "Obiad");
  expect(lunch?.leave).toBeLessThanOrEqual(14.5 * 60 + 60);
  await expect(proposal(page), "nothing that is known to be unfit").not.toContainText(t("plans.warn_unfit"));
  await expectAccessible(page);

  const boxes = proposal(page).getByRole("checkbox");
  const count = await boxes.count();
  expect(count).toBeGreaterThan(1);
  for (let at = 0; at < count; at += 1) await boxes.nth(at).uncheck();
  await expect(button(page, "proposals.accept_all"), "whoever has cleared a box does not want all of it").toHaveCount(0);
  await button(page, "proposals.accept_part").click();
  await expect(proposal(page).getByRole("alert")).toContainText(t("proposals.fault_nothing_chosen"));
  await boxes.first().check();
  await button(page, "proposals.accept_part").click();
  await expect(stops(page)).toHaveCount(before + 1);
  await expect(proposal(page)).toHaveCount(0);
  await saved(page);
  await page.reload();
  await hydrated(page);
  await expect(stops(page)).toHaveCount(before + 1);
});

test("everything is accepted as one step, which undo takes back", async ({ page, product }) => {
  await atPlan(page, product.url);
  const before = await stops(page).count();
  await button(page, "proposals.fill").click();
  await said(page, opening("proposals.finished"));
  const fresh = await rows(page).and(page.locator("[data-mark='new']")).count();
  await button(page, "proposals.accept_all").click();
  await expect(stops(page)).toHaveCount(before + fresh);
  await page.getByRole("button", { name: t("plans.undo") }).click();
  await expect(stops(page)).toHaveCount(before);
  await saved(page);
});

test("a search is stopped by its button and by an edit, and what it found stays", async ({ page, product }) => {
  await atPlan(page, product.url);
  await button(page, "proposals.fill").click();
  await expect(proposal(page)).toBeVisible();
  await button(page, "proposals.stop").click();
  await said(page, t("proposals.stopped"));
  await expect(page.locator(".search-progress")).toHaveCount(0);
  await expect(rows(page).first()).toBeVisible();

  await button(page, "proposals.refuse").click();
  await expect(proposal(page)).toHaveCount(0);
  await said(page, t("proposals.refused"));

  await button(page, "proposals.fill").click();
  await expect(proposal(page)).toBeVisible();
  await page.getByRole("button", { name: t("plans.add_day") }).click();
  await said(page, t("proposals.stopped_by_edit"));
  await expect(page.locator(".search-progress")).toHaveCount(0);
  await expect(proposal(page).getByText(t("proposals.stale"))).toBeVisible();
  await button(page, "proposals.again").click();
  await said(page, opening("proposals.finished"));
  await expect(proposal(page).getByText(t("proposals.stale"))).toHaveCount(0);
  await expect(proposal(page).locator(".proposed-day"), "the new day is planned too").toHaveCount(3);
});

test("a place that was refused is not proposed again, and comes back on demand", async ({ page, product }) => {
  await atPlan(page, product.url);
  await button(page, "proposals.fill").click();
  await said(page, opening("proposals.finished"));
  const first = rows(page).and(page.locator("[data-mark='new']")).first();
  const name = (await first.locator(".proposed-name").textContent())?.trim() ?? "";
  await first.getByRole("button", { name: t("proposals.not_this") }).click();
  await said(page, opening("proposals.finished"));
  await expect(rows(page).filter({ hasText: name })).toHaveCount(0);
  const kept = await page.evaluate(() => localStorage.getItem("okolica-wishes"));
  expect(JSON.parse(kept ?? "{}").never_see).toHaveLength(1);

  await page.locator(".ask-wishes > summary").click();
  await page.getByRole("button", { name: t("proposals.nevers_again") }).click();
  await expect(page.getByRole("button", { name: t("proposals.nevers_again") })).toHaveCount(0);
  const again = await page.evaluate(() => localStorage.getItem("okolica-wishes"));
  expect(JSON.parse(again ?? "{}").never_see).toEqual([]);
});

test("a must is in every proposal until it is none any more", async ({ page, product }) => {
  await atPlan(page, product.url);
  const search = async () => {
    await expect(page.locator(".search-progress")).toBeVisible();
    await expect(page.locator(".search-progress")).toHaveCount(0);
  };
  await button(page, "proposals.fill").click();
  await search();
  await page.locator(".left-out > summary").click();
  await page.locator(".left-out details > summary").first().click();
  const insist = page.locator(".left-out").getByRole("button").first();
  const name = ((await insist.locator("xpath=ancestor::li/strong").textContent()) ?? "").trim();
  await insist.click();
  await search();
  await expect(rows(page).filter({ hasText: name }), "it is there, or the page says what stands against it").toHaveCount(1);
  await page.locator(".ask-wishes > summary").click();
  await page.locator(".ask-wishes").getByRole("button", { name: t("proposals.no_must") }).click();
  await search();
  await expect(page.locator(".ask-wishes").getByRole("button", { name: t("proposals.no_must") })).toHaveCount(0);
  await expect(rows(page).filter({ hasText: name }), "it is worth less than the others again").toHaveCount(0);
});

test("the stops of a day are put into a better order, and the plan says so", async ({ page, product }) => {
  const visitor = new Visitor(product.url);
  // To Niepołomice in the east, back to the centre, to Wieliczka, and to the centre again.
  const path = await visitor.plan(["zamek-krolewski-w-niepolomicach", "muzeum-lotnictwa-polskiego", "kopalnia-soli-wieliczka", "muzeum-ksiazat-czartoryskich"]);
  await page.context().addCookies(visitor.cookies);
  await page.goto(product.url + path);
  await hydrated(page);
  const travelling = page.locator(".compared tbody tr").nth(1).locator("td");
  await button(page, "proposals.order").click();
  await expect(page.locator(".search-progress")).toBeVisible();
  await expect(page.locator(".search-progress")).toHaveCount(0);
  const [before = "", after = ""] = await travelling.allTextContents();
  expect(duration(after), "less time on the way").toBeLessThan(duration(before));
  await button(page, "proposals.accept_all").click();
  await expect(proposal(page)).toHaveCount(0);
  await saved(page);
});

test("the rest of today is replanned from a stop, and a refused position is said", async ({ page, product }) => {
  // The product's clock stands still; the device's shows the same time and goes on.
  await page.addInitScript((now) => {
    const shift = Date.parse(now) - Date.now();
    const Real = Date;
    globalThis.Date = class extends Real {
      constructor(...given: unknown[]) {
        // @ts-expect-error any of its constructors
        super(...(given.length > 0 ? given : [Real.now() + shift]));
      }
      static override now() {
        return Real.now() + shift;
      }
    } as DateConstructor;
  }, `${TODAY}T11:00:00+01:00`);
  await atPlan(page, product.url, TODAY);
  await page.locator(".ask-here > summary").click();
  await button(page, "proposals.here_ask").click();
  await expect(page.locator(".ask-here [role='status']")).toContainText(t("proposals.here_refused"));
  await page.getByLabel(t("proposals.here"), { exact: true }).selectOption({ label: CASTLE.pl });
  const visited = page.locator(".ask-here").getByRole("checkbox", { name: CASTLE.pl });
  await visited.check();
  await button(page, "proposals.replan").click();
  await said(page, opening("proposals.finished"));
  const [today = []] = await expectSound(page, [{ date: TODAY, start: 11 * 60, end: 18 * 60, fastest: FASTEST.transit }]);
  expect(today.map((stop) => stop.name)).not.toContain(CASTLE.pl);
  expect(today.map((stop) => stop.name)).toContain("Obiad");
  await button(page, "proposals.accept_all").click();
  await expect(proposal(page)).toHaveCount(0);
  for (const { name, start } of today) {
    const told = await stop(page, name).locator(".stop-visit dd").textContent();
    expect(minutes(told ?? ""), `${name} begins in the plan when it began in the proposal`).toBe(start);
  }
});

test("what else fits is added by itself", async ({ page, product }) => {
  await atPlan(page, product.url);
  const before = await stops(page).count();
  await button(page, "proposals.what_else").click();
  const add = page.locator(".additions").getByRole("button").first();
  await add.click();
  await expect(stops(page)).toHaveCount(before + 1);
  await saved(page);
});
