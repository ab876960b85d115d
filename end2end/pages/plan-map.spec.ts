import { chromium as playwright, type Locator, type Page } from "@playwright/test";
import { expectAccessible } from "../harness/axe.ts";
import { chromium } from "../harness/chromium.mjs";
import { about, stop } from "../harness/plan.ts";
import { expect, hydrated, test } from "../harness/test.ts";
import { text } from "../harness/texts.ts";
import { Visitor } from "../harness/visitor.mjs";

test.describe.configure({ timeout: 120_000 });

const NIEPOLOMICE = "50.033600, 20.215600";
const t = (key: string, values: Record<string, string | number> = {}) => text("pl", key, values);
const said = (page: Page, words: string) => expect(page.locator("#announcer")).toContainText(words);
const drawing = (page: Page) => page.locator(".plan-map canvas");

/** Somebody with a Saturday of three venues, on its page, with the form of a place of one's own open. */
async function atPlaceForm(page: Page, url: string): Promise<{ form: Locator; name: Locator; position: Locator; pick: Locator }> {
  const visitor = new Visitor(url);
  const path = await visitor.plan();
  await page.context().addCookies(visitor.cookies);
  await page.goto(url + path);
  await hydrated(page);
  const other = page.locator(".day .add-other");
  await other.locator("summary").click();
  const form = other.locator("form").first();
  return {
    form,
    name: form.getByLabel(t("plans.place_name")),
    position: form.getByLabel(t("plans.place_position")),
    pick: form.getByRole("button", { name: about(t("map.pick"), t("plans.own_place")) }),
  };
}

test("a place is pointed at with the keyboard, and every step is said", async ({ page, product }) => {
  const { form, name, position, pick } = await atPlaceForm(page, product.url);
  await position.fill(NIEPOLOMICE);
  await pick.press("Enter");
  await said(page, t("map.pick_begun"));
  await expect(drawing(page), "the arrows move the map").toBeFocused({ timeout: 30_000 });
  await page.keyboard.press("ArrowRight");
  await said(page, "Niepołomice, 50.0");
  await expect(position).not.toHaveValue(NIEPOLOMICE);
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await said(page, t("map.pick_given_back"));
  await expect(position).toHaveValue(NIEPOLOMICE);
  await expect(pick, "the focus is back where it came from").toBeFocused();

  await page.keyboard.press("Enter");
  await expect(drawing(page)).toBeFocused();
  await page.keyboard.press("ArrowRight");
  await said(page, "Niepołomice, 50.");
  await expect(position).not.toHaveValue(NIEPOLOMICE);
  await page.keyboard.press("Enter");
  await said(page, t("map.pick_chosen", { place: `Niepołomice, ${await position.inputValue()}` }));
  await expect(name, "what is missing is a name").toBeFocused();
  await page.keyboard.type("Polana");
  await form.getByRole("button", { name: t("plans.add") }).click();
  await expect(stop(page, "Polana")).toBeVisible();
});

test("a click puts the pin there, and a button takes the place", async ({ page, product }) => {
  const { name, position, pick } = await atPlaceForm(page, product.url);
  await pick.click();
  await expect(drawing(page)).toBeFocused({ timeout: 30_000 });
  await expect(position).toHaveValue(/^5\d\.\d{6}, \d{2}\.\d{6}$/);
  const before = await position.inputValue();
  const edges = await drawing(page).boundingBox();
  await drawing(page).click({ position: { x: (edges?.width ?? 0) / 4, y: (edges?.height ?? 0) * 0.3 } });
  await expect(position).not.toHaveValue(before);
  await expect(page.locator(".plan-map okolica-map")).toHaveAttribute("data-map-state", "idle");
  await page.getByRole("button", { name: t("map.pick_choose") }).click();
  await expect(name).toBeFocused();
  await expect(page.locator(".map-pick")).toHaveCount(0);
});

test("the menu of the map begins a place of one's own there", async ({ page, product }) => {
  await atPlaceForm(page, product.url);
  await page.locator(".plan-map").scrollIntoViewIfNeeded();
  await expect(page.locator(".plan-map .map-frame")).toHaveAttribute("data-state", "ready", { timeout: 30_000 });
  await drawing(page).click({ button: "right", position: { x: 60, y: 200 } });
  await said(page, t("map.pick_new_place"));
  const form = page.locator(".tray .add-other form").first();
  await expect(form.getByLabel(t("plans.place_name"))).toBeFocused();
  await expect(form.getByLabel(t("plans.place_position"))).toHaveValue(/^\d{2}\.\d{6}, \d{2}\.\d{6}$/);
});

test("the map shows the plan or a day of it, from beside the map and from the day", async ({ page, product }) => {
  await atPlaceForm(page, product.url);
  await page.getByRole("button", { name: t("plans.add_day") }).click();
  const tools = page.getByRole("group", { name: t("map.framing") });
  const day = (number: number) => t("plans.day_number", { number });
  await tools.getByRole("button", { name: day(1) }).click();
  await said(page, t("map.shows_day", { number: 1, stops: "3 przystanki" }));
  await tools.getByRole("button", { name: day(2) }).click();
  await said(page, t("map.day_nowhere", { number: 2 }));
  await tools.getByRole("button", { name: t("map.whole_plan") }).click();
  await said(page, t("map.shows_plan", { stops: "3 przystanki" }));
  await expectAccessible(page);
  await page.getByRole("link", { name: about(t("map.show_day"), day(1)) }).click();
  await said(page, t("map.shows_day", { number: 1, stops: "3 przystanki" }));
  await expect(page.locator("#plan-map")).toBeInViewport();
});

test("where no map can be drawn, pointing is not offered and the fields remain", async ({ product }) => {
  const args = [...chromium.args.filter((one) => !one.includes("swiftshader")), "--disable-gpu", "--disable-software-rasterizer"];
  const browser = await playwright.launch({ ...chromium, args });
  try {
    const page = await browser.newPage({ locale: "pl-PL", viewport: { width: 1440, height: 900 } });
    const { form, name, position, pick } = await atPlaceForm(page, product.url);
    await page.locator(".plan-map").scrollIntoViewIfNeeded();
    await expect(page.locator(".plan-map .map-frame")).toHaveAttribute("data-state", "unavailable", { timeout: 30_000 });
    await expect(pick).toHaveCount(0);
    await expect(page.getByRole("group", { name: t("map.framing") })).toHaveCount(0);
    await expect(page.locator(".day-on-map"), "no day claims to be on a map").toHaveCount(0);
    await name.fill("Polana");
    await position.fill(NIEPOLOMICE);
    await form.getByRole("button", { name: t("plans.add") }).click();
    await expect(stop(page, "Polana")).toBeVisible();
  } finally {
    await browser.close();
  }
});
