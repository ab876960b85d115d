/** A plan of two days, from a one-day trip to a copy in somebody else's browser: the whole builder, for one way to work a page. */
import { readFileSync } from "node:fs";
import { expect, type Download, type Locator, type Page } from "@playwright/test";
import { expectAccessible } from "./axe.ts";
import { type Hands, open } from "./hands.ts";
import { about, AVIATION, expectStops, stop, stops } from "./plan.ts";
import { hydrated } from "./test.ts";
import { text } from "./texts.ts";
import { Visitor } from "./visitor.mjs";

const t = (key: string, values: Record<string, string | number> = {}) => text("pl", key, values);

/** In the Old Town, where the crowd is. */
const CZARTORYSKI = { pl: "Muzeum Książąt Czartoryskich", slug: "muzeum-ksiazat-czartoryskich" };
const TRIP = "wieliczka";
const SATURDAY = "2026-12-05";
const MONDAY = "2026-12-07";
const LUNCH = "Obiad „u Zosi” 🥟";
/** What the files are, and how they begin; TITLE is the plan's. */
const FILES = [
  { words: "plans.take_calendar", name: /\.ics$/, begins: "BEGIN:VCALENDAR", ofPlaces: false },
  { words: "plans.take_route", name: /\.gpx$/, begins: "<?xml", ofPlaces: true },
  { words: "plans.take_kml", name: /\.kml$/, begins: "<?xml", ofPlaces: true },
  { words: "plans.take_geojson", name: /\.geojson$/, begins: "{", ofPlaces: true },
  { words: "plans.take_text", name: /\.txt$/, begins: "TITLE\n", ofPlaces: false },
] as const;

const SPRING = "Źródło „Pod Dębem” <2> 💧";
const WAYPOINTS = `<?xml version="1.0"?><gpx version="1.1" creator="another program" xmlns="http://www.topografix.com/GPX/1/1">
  <wpt lat="50.0136" lon="19.8421"><name>Źródło „Pod Dębem” &lt;2&gt; 💧</name></wpt>
  <wpt lat="48.2082" lon="16.3738"><name>Wien</name></wpt>
</gpx>`;

export interface Journey {
  hands: Hands;
  stranger: Page;
  url: string;
  /** Looks at the page in every look after each step, which takes its time. */
  looks: boolean;
}

/** Tells a step of the story; afterwards the plan in the builder is saved, and the page, where looks are taken, accessible. */
type Tell = (name: string, what: () => Promise<void>) => Promise<void>;

const names = (page: Page) => stops(page).getByRole("heading").allTextContents();
const tray = (page: Page) => page.getByRole("region", { name: t("plans.tray") });
const warnings = (page: Page, kind: string) => page.locator(`.warning[data-kind='${kind}']`);
const saved = (page: Page) => expect(page.locator(".save-state")).toHaveAttribute("data-state", "saved");

/** Taps remedies until none of a kind is left; one tap at least was needed. */
async function mend(hands: Hands, kind: string): Promise<void> {
  const left = warnings(hands.page, kind);
  await expect(left.first()).toBeVisible();
  for (let taps = 0; (await left.count()) > 0; taps += 1) {
    expect(taps, `taps to mend "${kind}"`).toBeLessThan(6);
    const count = await left.count();
    await hands.press(left.first().locator(".remedy button"));
    await expect.poll(() => left.count()).toBeLessThan(count);
  }
}

async function download(hands: Hands, link: Locator): Promise<Download> {
  const waiting = hands.page.waitForEvent("download");
  await hands.press(link);
  return waiting;
}

export async function journey({ hands, stranger, url, looks }: Journey, step: Tell): Promise<void> {
  const { page } = hands;
  const tell: Tell = (name, what) =>
    step(name, async () => {
      await what();
      // A page on paper has nothing to save.
      const isBuilder = /\/plans\/\d+$/.test(new URL(page.url()).pathname);
      if (isBuilder) await saved(page);
      if (!looks) return;
      const size = page.viewportSize();
      await expectAccessible(page, [size?.width ?? 1280]);
      await page.emulateMedia({ colorScheme: "light", forcedColors: "none" });
      if (size) await page.setViewportSize(size);
    });
  const visitor = new Visitor(url);
  for (const venue of [CZARTORYSKI.slug, "muzeum-lotnictwa-polskiego"]) await visitor.keep(venue);
  await page.context().addCookies(visitor.cookies);
  const day = (number: number) => page.locator(".day").nth(number - 1);

  await step("begin with a one-day trip", async () => {
    await page.goto(`${url}/trips/${TRIP}`);
    await hydrated(page);
    await hands.set(page.getByLabel(t("trips.adopt_date")), SATURDAY);
    await hands.press(page.getByRole("button", { name: t("trips.adopt") }));
    await expect(page).toHaveURL(/\/plans\/\d+$/);
    await hydrated(page);
  });
  const atFirst = await names(page);
  expect(atFirst.length).toBeGreaterThanOrEqual(3);

  await tell("take two favourites", async () => {
    await open(hands, tray(page).locator(".kept-venues"));
    for (const name of [CZARTORYSKI.pl, AVIATION.pl]) {
      const add = tray(page).getByRole("button", { name: about(t("plans.add"), name) });
      await hands.press(add);
      await expect(tray(page).getByRole("heading", { name })).toBeVisible();
      await expect(add, "what the plan holds is not offered again").toHaveCount(0);
    }
  });

  await tell("a second day, by public transport", async () => {
    await hands.press(page.getByRole("button", { name: t("plans.add_day") }));
    await expect(page.locator(".day")).toHaveCount(2);
    await open(hands, day(2).locator(".day-frame"));
    await hands.mark(day(2).locator("input[name='mode'][value='transit']"));
    await hands.press(day(2).locator(".day-frame-form").getByRole("button", { name: t("plans.save") }));
    await expect(day(2).locator(".day-frame > summary")).toContainText(t("common.mode_transit"));
  });

  await tell("move stops: by a menu, by carrying, by a button", async () => {
    const museum = tray(page).locator(".stop").filter({ hasText: CZARTORYSKI.pl });
    await open(hands, museum.locator(".move-to-day"));
    const to = museum.getByLabel(t("plans.move_to"));
    const sunday = await to.locator("option").filter({ hasText: "6 grudnia" }).textContent();
    await hands.choose(to, sunday ?? "");
    await hands.press(museum.getByRole("button", { name: t("plans.move_go"), exact: true }));
    await expect(day(2).getByRole("heading", { name: CZARTORYSKI.pl })).toBeVisible();
    const grip = page.getByRole("button", { name: t("plans.grip", { name: AVIATION.pl }) });
    await hands.carry(grip, stop(page, CZARTORYSKI.pl));
    await expectStops(page, [...atFirst, AVIATION.pl, CZARTORYSKI.pl]);
    const [first = "", second = "", ...rest] = atFirst;
    await hands.press(page.getByRole("button", { name: t("plans.later", { name: first }), exact: true }));
    await expectStops(page, [second, first, ...rest, AVIATION.pl, CZARTORYSKI.pl]);
  });

  await tell("swap what lies in the crowd", async () => {
    const crowded = stop(page, CZARTORYSKI.pl);
    await open(hands, crowded.locator(".swaps"));
    const offer = crowded.locator(".swaps .found").first();
    await expect(offer).toBeVisible();
    const chosen = (await offer.getByRole("link").textContent())?.trim() ?? "";
    await hands.press(offer.getByRole("button", { name: about(t("plans.swap"), chosen) }));
    await expect(stop(page, chosen)).toBeVisible();
    await expect(crowded).toHaveCount(0);
  });
  await tell("closed on Mondays", async () => {
    await open(hands, day(2).locator(".day-frame"));
    await hands.set(day(2).getByLabel(t("plans.date"), { exact: true }), MONDAY);
    await hands.press(day(2).locator(".day-frame-form").getByRole("button", { name: t("plans.save") }));
    await expect(day(2).getByRole("heading", { level: 2 })).toContainText("7 grudnia");
    await mend(hands, "closed");
  });

  await tell("a meal after its time", async () => {
    await open(hands, day(1).locator(".add-other"));
    const form = day(1).locator(".add-other form").nth(1);
    await hands.write(form.getByLabel(t("plans.place_name")), LUNCH);
    await hands.set(form.getByLabel(t("plans.meal_from")), "11:00");
    await hands.set(form.getByLabel(t("plans.meal_until")), "12:00");
    await hands.press(form.getByRole("button", { name: t("plans.add") }));
    await expect(stop(page, LUNCH)).toBeVisible();
    await mend(hands, "meal");
  });

  await tell("an appointment that cannot be met", async () => {
    const last = atFirst.at(-1) ?? "";
    await open(hands, stop(page, last).locator(".stop-details"));
    await hands.set(stop(page, last).getByLabel(t("plans.fixed")), "08:05");
    await hands.press(stop(page, last).getByRole("button", { name: t("plans.details_save") }));
    await mend(hands, "fixed-time");
  });

  await tell("a day that ends too late", async () => {
    const first = (await names(page))[0] ?? "";
    await hands.write(stop(page, first).getByLabel(t("plans.stay"), { exact: true }), "480");
    await hands.press(stop(page, first).getByRole("button", { name: t("plans.change"), exact: true }));
    await mend(hands, "ends-late");
  });

  await tell("undo everything, redo everything", async () => {
    const before = await names(page);
    const is = (kind: string) => page.locator(`.plan-actions .${kind}`).getAttribute("aria-disabled");
    while (!(await is("undo"))) await hands.undo();
    await expectStops(page, atFirst);
    await expect(page.locator(".day")).toHaveCount(1);
    while (!(await is("redo"))) await hands.redo();
    await expectStops(page, before);
    await expect(page.locator(".day")).toHaveCount(2);
  });

  const planned = await names(page);

  const files = new Map<string, string>();
  await tell("take it along in every format", async () => {
    const menu = page.locator(".take-along");
    const title = (await page.locator("#plan-title").textContent())?.trim() ?? "";
    expect(title, "the plan has a title").not.toBe("");
    for (const { words, name, begins, ofPlaces } of FILES) {
      await open(hands, menu);
      const file = await download(hands, menu.getByRole("link", { name: t(words) }));
      expect(file.suggestedFilename()).toMatch(name);
      const content = readFileSync(await file.path(), "utf8");
      const beginning = begins.replace("TITLE", () => title);
      expect(content.startsWith(beginning), `${words} begins with ${beginning}`).toBe(true);
      // A meal is nowhere, so files of places do not have it. Long lines of a calendar are folded, and XML writes some signs
      // otherwise; the first words of a name are the same everywhere.
      const told = planned.filter((stop) => !ofPlaces || stop !== LUNCH);
      for (const stop of told) expect(content.replace(/\r\n[ \t]/g, "")).toContain(stop.split(/[^\p{L} ]/u, 1)[0]);
      files.set(words, await file.path());
    }
  });

  await tell("print it", async () => {
    await open(hands, page.locator(".take-along"));
    await hands.press(page.locator(".take-along").getByRole("link", { name: t("plans.print") }));
    await expect(page).toHaveURL(/\/plans\/\d+\/print$/);
    for (const name of planned) await expect(page.locator(".paper")).toContainText(name);
    await expect(page.locator(".paper svg").first()).toBeVisible();
  });
  await step("on A4 nothing but the sheet is there, and none of it is cut off", async () => {
    await page.emulateMedia({ media: "print" });
    await expect(page.locator(".print-desk")).toBeHidden();
    const wide = await page.locator(".paper").evaluate((paper) => paper.scrollWidth - paper.clientWidth);
    expect(wide).toBeLessThanOrEqual(0);
    await page.emulateMedia({ media: null });
    await hands.press(page.locator(".print-desk").getByRole("link", { name: text("pl", "print.back") }));
    await expect(page).toHaveURL(/\/plans\/\d+$/);
    await expectStops(page, planned);
  });

  await tell("import the route that was taken along, and a stranger's", async () => {
    await open(hands, page.locator(".import"));
    const chooser = page.locator("#import-file");
    const look = page.locator(".import").getByRole("button", { name: text("pl", "import.look") });
    const rows = page.locator(".import-row");
    await chooser.setInputFiles(files.get("plans.take_route") ?? "");
    await hands.press(look);
    await expect(rows.filter({ hasText: text("pl", "import.verdict_known") })).not.toHaveCount(0);
    await expect(rows.getByRole("checkbox", { checked: true }), "nothing of it is new").toHaveCount(0);
    await chooser.setInputFiles({ name: "punkty.gpx", mimeType: "application/gpx+xml", buffer: Buffer.from(WAYPOINTS) });
    await hands.press(look);
    await expect(rows).toHaveCount(2);
    await expect(rows.filter({ hasText: SPRING })).toContainText(text("pl", "import.verdict_new"));
    await expect(rows.nth(1)).toContainText(text("pl", "import.verdict_outside"));
    await hands.press(page.locator(".import").getByRole("button", { name: text("pl", "import.add") }));
    await expect(tray(page).getByRole("heading", { name: SPRING })).toBeVisible();
  });

  await tell("share it; somebody reads it and makes a copy; take the address back", async () => {
    await hands.press(page.getByRole("button", { name: t("plans.make_read") }));
    const address = page.getByRole("textbox", { name: t("plans.links_read"), exact: true });
    await expect(address).toHaveValue(/\/shared\/.+/);
    const shared = await address.inputValue();
    await stranger.goto(shared);
    await hydrated(stranger);
    await expectStops(stranger, planned);
    await stranger.getByRole("button", { name: t("plans.own_copy") }).click();
    await expect(stranger).toHaveURL(/\/plans\/\d+$/);
    await expectStops(stranger, planned);
    await hands.press(page.getByRole("button", { name: t("plans.revoke") }));
    await expect(address).toHaveCount(0);
    expect((await page.request.get(shared)).status()).toBe(404);
    expect((await stranger.request.get(stranger.url())).status(), "the copy stays").toBe(200);
  });
}
