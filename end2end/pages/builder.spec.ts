import type { Locator, Page } from "@playwright/test";
import { expectAccessible } from "../harness/axe.ts";
import { AVIATION, CASTLE, expectStops, GALLERY, stop } from "../harness/plan.ts";
import { expect, hydrated, test } from "../harness/test.ts";
import { text } from "../harness/texts.ts";
import { Visitor } from "../harness/visitor.mjs";

// Pages are looked at in every look on the way, which takes its time.
test.describe.configure({ timeout: 150_000 });

const t = (key: string, values: Record<string, string | number> = {}) => text("pl", key, values);
const NAMES = [CASTLE.pl, GALLERY.pl, AVIATION.pl];

/** Keeps from the page what others changed, until it is let go: an open page asks by a clock that no test should race with. */
async function unaware(page: Page): Promise<() => void> {
  let open = () => {};
  const gate = new Promise<void>((resolve) => {
    open = resolve;
  });
  await page.route("**/api/plans/version?*", async (route) => {
    await gate;
    await route.continue();
  });
  return open;
}

/** Somebody with a Saturday of three venues, on its page. */
async function atPlan(page: Page, url: string): Promise<{ visitor: Visitor; path: string }> {
  const visitor = new Visitor(url);
  const path = await visitor.plan();
  await page.context().addCookies(visitor.cookies);
  await page.goto(url + path);
  await hydrated(page);
  return { visitor, path };
}

const grip = (page: Page, name: string): Locator => page.getByRole("button", { name: t("plans.grip", { name }) });
const tray = (page: Page): Locator => page.getByRole("region", { name: t("plans.tray") });
const saved = (page: Page) => expect(page.locator(".save-state")).toHaveAttribute("data-state", "saved");
const said = (page: Page, words: string) => expect(page.locator("#announcer")).toContainText(words);

test("a stop is dragged with the mouse, and a line shows where it would go", async ({ page, product }) => {
  await atPlan(page, product.url);
  await grip(page, NAMES[2] ?? "").scrollIntoViewIfNeeded();
  await grip(page, NAMES[2] ?? "").hover();
  await page.mouse.down();
  const start = await grip(page, NAMES[2] ?? "").boundingBox();
  await page.mouse.move((start?.x ?? 0) + 10, (start?.y ?? 0) - 30, { steps: 4 });
  await expect(stop(page, NAMES[2] ?? "")).toHaveAttribute("data-carried", "true");
  // Near the upper edge the page scrolls until the first stop is there.
  const first = stop(page, NAMES[0] ?? "");
  await page.mouse.move((start?.x ?? 0) + 10, 40, { steps: 8 });
  await expect.poll(async () => (await first.boundingBox())?.y ?? -1).toBeGreaterThan(100);
  const target = await first.boundingBox();
  await page.mouse.move((target?.x ?? 0) + 60, (target?.y ?? 0) + 5, { steps: 4 });
  await expect(first).toHaveAttribute("data-drop", "before");
  await page.mouse.up();
  await expectStops(page, [AVIATION.pl, CASTLE.pl, GALLERY.pl]);
  await saved(page);
  await page.reload();
  await expectStops(page, [AVIATION.pl, CASTLE.pl, GALLERY.pl]);
});

test("a stop is moved with the keyboard alone, and every step is said", async ({ page, product }) => {
  await atPlan(page, product.url);
  const last = grip(page, AVIATION.pl);
  await last.focus();
  await page.keyboard.press("Space");
  const at = (number: number) => t("plans.place", { number, of: 3, day: "sobota" });
  await said(page, t("plans.lifted", { name: AVIATION.pl, place: at(3) }));
  await page.keyboard.press("ArrowUp");
  await said(page, at(2));
  await page.keyboard.press("Escape");
  await said(page, t("plans.given_back", { name: AVIATION.pl, place: at(3) }));
  await expectStops(page, NAMES);

  await page.keyboard.press("Space");
  for (const number of [2, 1]) {
    await page.keyboard.press("ArrowUp");
    await said(page, at(number));
  }
  await expectAccessible(page);
  await page.keyboard.press("Space");
  await said(page, t("plans.done_move", { name: AVIATION.pl, place: at(1) }));
  await expectStops(page, [AVIATION.pl, CASTLE.pl, GALLERY.pl]);
  await expect(last, "the focus stays on what was moved").toBeFocused();

  await page.keyboard.press("Space");
  for (let press = 0; press < 3; press += 1) await page.keyboard.press("ArrowDown");
  await said(page, t("plans.place_tray", { number: 1, of: 1 }));
  await page.keyboard.press("Space");
  await expect(tray(page).getByRole("heading", { name: AVIATION.pl })).toBeVisible();
  await expectStops(page, [CASTLE.pl, GALLERY.pl]);
  await saved(page);
});

test("the tray takes what is put aside and gives it back, by buttons", async ({ page, product }) => {
  await atPlan(page, product.url);
  await stop(page, CASTLE.pl).locator(".move-to-day > summary").click();
  await stop(page, CASTLE.pl).getByLabel(t("plans.move_to")).selectOption({ label: t("plans.to_tray") });
  await stop(page, CASTLE.pl).getByRole("button", { name: t("plans.move_go"), exact: true }).click();
  const waiting = tray(page).locator(".stop").filter({ hasText: CASTLE.pl });
  await expect(waiting).toBeVisible();
  await expect(waiting.locator(".stop-times")).toHaveCount(0);
  await expectAccessible(page);
  await waiting.locator(".move-to-day > summary").click();
  await waiting.getByRole("button", { name: t("plans.move_go"), exact: true }).click();
  await expectStops(page, [GALLERY.pl, AVIATION.pl, CASTLE.pl]);
});

test("a place of one's own, a meal, a note and an appointment find their hours, and all of it can be undone and redone", async ({ page, product }) => {
  await atPlan(page, product.url);
  const day = page.locator(".day");
  await day.locator(".add-other > summary").click();
  const forms = day.locator(".add-other form");
  const add = (form: Locator) => form.getByRole("button", { name: t("plans.add") }).click();
  await forms.nth(0).getByLabel(t("plans.place_name")).fill("Ciocia „Zosia” 🏡");
  await forms.nth(0).getByLabel(t("plans.place_position")).fill("50.0336, 20.2156");
  await add(forms.nth(0));
  await expect(stop(page, "Ciocia „Zosia” 🏡")).toBeVisible();
  await forms.nth(1).getByLabel(t("plans.place_name")).fill("Obiad u cioci");
  await add(forms.nth(1));
  const meal = stop(page, "Obiad u cioci");
  await expect(meal.locator(".warning[data-kind='meal']")).toBeVisible();
  await forms.nth(2).getByLabel(t("plans.note_text")).fill("Zabrać kurtki");
  await add(forms.nth(2));
  await expectStops(page, [...NAMES, "Ciocia „Zosia” 🏡", "Obiad u cioci", "Zabrać kurtki"]);
  await meal.locator(".warning[data-kind='meal'] button").click();
  await expect(meal.locator(".warning[data-kind='meal']")).toHaveCount(0);
  const mended = [CASTLE.pl, GALLERY.pl, "Obiad u cioci", AVIATION.pl, "Ciocia „Zosia” 🏡", "Zabrać kurtki"];
  await expectStops(page, mended);

  const gallery = stop(page, GALLERY.pl);
  await gallery.locator(".stop-details > summary").click();
  await gallery.getByLabel(t("plans.fixed")).fill("09:05");
  await gallery.getByLabel(t("plans.note"), { exact: true }).fill("Bilety na nazwisko Nowak");
  await gallery.getByRole("button", { name: t("plans.details_save") }).click();
  await expect(gallery.locator(".warning[data-kind='fixed-time']")).toBeVisible();
  await expect(gallery).toContainText("Bilety na nazwisko Nowak");
  await expectAccessible(page);
  await saved(page);

  const undo = page.getByRole("button", { name: t("plans.undo") });
  const redo = page.getByRole("button", { name: t("plans.redo") });
  while (!(await undo.getAttribute("aria-disabled"))) await undo.click();
  await expectStops(page, NAMES);
  while (!(await redo.getAttribute("aria-disabled"))) await redo.click();
  await expectStops(page, mended);
  await expect(gallery).toContainText("Bilety na nazwisko Nowak");
  await saved(page);
  await page.reload();
  await expectStops(page, mended);
});

test("days are duplicated, moved and removed, and the whole plan goes to another date", async ({ page, product }) => {
  await atPlan(page, product.url);
  const days = page.locator(".day");
  await days.first().locator(".day-frame > summary").click();
  await days.first().getByRole("button", { name: t("plans.duplicate_day") }).click();
  await expect(days).toHaveCount(2);
  await expect(days.nth(1).getByRole("heading", { level: 2 })).toContainText("29 listopada");
  await page.locator(".shift-dates > summary").click();
  await page.getByLabel(t("plans.shift_label")).fill("2026-12-05");
  await page.locator(".shift-dates").getByRole("button", { name: t("plans.move_go"), exact: true }).click();
  await expect(days.nth(0).getByRole("heading", { level: 2 })).toContainText("5 grudnia");
  await days.nth(1).locator(".day-frame > summary").click();
  await days.nth(1).getByRole("button", { name: t("plans.remove_day_with_few", { count: 3 }) }).click();
  await expect(days).toHaveCount(1);
  await expect(tray(page).locator(".stop")).toHaveCount(3);
  await saved(page);
});

test("what does not fit a wheelchair is said to whoever asks, and to nobody else", async ({ page, product }) => {
  await atPlan(page, product.url);
  const warning = page.locator(".warning[data-kind='fit-unknown']");
  await expect(warning).toHaveCount(0);
  await page.getByLabel(t("plans.profile")).check();
  await expect(warning.first()).toContainText(t("plans.warn_fit_unknown"));
  const sent: string[] = [];
  page.on("request", (request) => sent.push(request.postData() ?? ""));
  await page.reload();
  await hydrated(page);
  await expect(warning.first()).toBeVisible();
  expect(sent.join(" ")).not.toMatch(/step-free|wheelchair/);
});

test("two who plan together see each other's changes, and are asked where they meet", async ({ page, stranger, product, guard }) => {
  guard.expect(`${product.url}/api/plans/edit`, 422);
  await atPlan(page, product.url);
  await page.getByRole("button", { name: t("plans.make_edit") }).click();
  const address = page.getByRole("textbox", { name: t("plans.links_edit") });
  await expect(address).toHaveValue(/\/join\/.+/);
  await stranger.goto(await address.inputValue());
  await hydrated(stranger);
  await expectAccessible(stranger);
  await stranger.getByRole("button", { name: t("plans.invitation_join") }).click();
  await expectStops(stranger, NAMES);
  await hydrated(stranger);
  await expect(stranger.getByText(t("plans.companion"))).toBeVisible();

  const stay = (who: Page, name: string) => stop(who, name).getByLabel(t("plans.stay"), { exact: true });
  const change = (who: Page, name: string) => stop(who, name).getByRole("button", { name: t("plans.change") }).click();
  await stay(page, CASTLE.pl).fill("50");
  await change(page, CASTLE.pl);
  await saved(page);
  const aware = await unaware(page);
  await stay(stranger, GALLERY.pl).fill("40");
  await change(stranger, GALLERY.pl);
  await saved(stranger);
  await expect(stay(stranger, CASTLE.pl), "the other's change is merged").toHaveValue("50");

  const note = stop(stranger, GALLERY.pl).getByLabel(t("plans.note"), { exact: true });
  await stop(stranger, GALLERY.pl).locator(".stop-details > summary").click();
  await note.fill("Bilety na");

  // The first page has not looked yet: it changes what the other has changed.
  await stay(page, GALLERY.pl).fill("55");
  await change(page, GALLERY.pl);
  const question = page.getByRole("alertdialog");
  await expect(question).toContainText("55 min");
  await expect(question).toContainText("40 min");
  await expectAccessible(page);
  await question.getByRole("button", { name: t("plans.keep_mine") }).click();
  await expect(question).toHaveCount(0);
  await saved(page);
  aware();
  await expect(stay(stranger, GALLERY.pl)).toHaveValue("55", { timeout: 15_000 });
  await expect(note, "what is half-written outlives the other's change").toHaveValue("Bilety na");
  await note.fill("Bilety na nazwisko Nowak");
  await stop(stranger, GALLERY.pl).getByRole("button", { name: t("plans.details_save") }).click();
  await saved(stranger);
  await expect(stop(stranger, GALLERY.pl)).toContainText("Bilety na nazwisko Nowak");
  await expect(stay(stranger, GALLERY.pl), "what nobody touched is not sent").toHaveValue("55");

  const joined = stranger.url();
  await stranger.goto("about:blank");
  await page.locator(".share-link[data-purpose='edit']").getByRole("button", { name: t("plans.revoke") }).click();
  await expect(page.locator(".share-link[data-purpose='edit']")).toHaveCount(0);
  const gone = await stranger.request.get(joined);
  expect(gone.status()).toBe(404);
});
