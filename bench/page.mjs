/** The page of the longest plan, 30 days with 200 stops: how long an edit takes from the click to the paint, and what it holds up. */
import { SATURDAY, Visitor } from "../end2end/harness/visitor.mjs";
import { living, spread } from "./living.mjs";

const DAYS = 30;
const STOPS = 200;
/** How many days go into one edit: a body has its bounds. */
const AT_ONCE = 10;
/** How many stops are moved, each earlier and then later again. */
const MOVED = 5;
/** How long after an edit everything that follows from it has happened, milliseconds. */
const SETTLED_MS = 1_500;

/** What the page writes down of each click, milliseconds. @typedef {{ toPaint: number, longestTask: number }} Edit */

/**
 * Makes a plan of 30 days with 200 stops; their keys count from 1, day by day.
 * @param {Visitor} visitor
 * @param {string[]} venues slugs, at least 200 of them
 * @returns {Promise<string>} its path
 */
async function longPlan(visitor, venues) {
  if (venues.length < STOPS) throw new Error(`the catalogue has only ${venues.length} venues`);
  const made = await visitor.post("/api/plans/create", { title: "Trzydzieści dni", date: SATURDAY, lang: "pl" });
  const path = new URL(made.headers.get("location") ?? "", visitor.url).pathname;
  const plan = path.split("/").at(-1) ?? "";
  // The first day is there already, and empty: it becomes the last.
  const days = Array.from({ length: DAYS - 1 }, (_, number) => day(number, venues));
  for (let from = 0; from < days.length; from += AT_ONCE) {
    const edits = days.slice(from, from + AT_ONCE).map((inserted, more) => ({ edit: "insert_day", at: from + more, day: inserted }));
    await visitor.post("/api/plans/edit", { plan, edit: JSON.stringify({ edit: "step", edits }) }, "application/json");
  }
  return path;
}

/**
 * A day as the edit that inserts it writes it.
 * @param {number} number from 0 @param {string[]} venues
 */
function day(number, venues) {
  const [from, to] = [number, number + 1].map((count) => Math.floor((STOPS * count) / (DAYS - 1)));
  const date = new Date(`${SATURDAY}T12:00:00Z`);
  date.setUTCDate(date.getUTCDate() + number);
  const stops = venues.slice(from, to).map((venue, more) => ({
    id: (from ?? 0) + more + 1,
    kind: "venue",
    venue,
    name: venue,
    stay_min: 45,
  }));
  const frame = { date: date.toISOString().slice(0, 10), start_min: 540, end_min: 1080, mode: "transit" };
  return { id: number + 1, frame, stops };
}

/**
 * @param {{ url: string }} product
 * @param {string[]} venues slugs
 */
export async function longPage(product, venues) {
  const visitor = new Visitor(product.url);
  const path = await longPlan(visitor, venues);
  return living(visitor, path, observe, async (page) => {
    const stops = await page.locator("[data-stop]").count();
    if (stops !== STOPS) throw new Error(`the page shows ${stops} stops`);
    const alive = await page.evaluate(() => performance.now());
    // The map and everything else that loads later is not an edit.
    await page.waitForTimeout(4_000);
    /** @type {Edit[]} */
    const edits = [];
    for (let moved = 0; moved < MOVED; moved += 1) {
      // The second stop of a day, of days all over the plan.
      const key = Math.floor((STOPS * moved * 6) / (DAYS - 1)) + 2;
      for (const way of ["earlier", "later"]) edits.push(await edited(page, `#${way}-${key}`));
    }
    return {
      ...spread(edits.map(({ toPaint }) => toPaint)),
      longestTask: Math.max(...edits.map(({ longestTask }) => longestTask)),
      alive,
      elements: await page.evaluate(() => document.querySelectorAll("*").length),
    };
  });
}

/**
 * Clicks a button and waits until what it did is saved and thought over.
 * @param {import("playwright-core").Page} page @param {string} button
 * @returns {Promise<Edit>}
 */
async function edited(page, button) {
  const place = page.locator(button);
  await place.scrollIntoViewIfNeeded();
  await page.evaluate(() => Reflect.get(window, "benchBegin")());
  await place.click();
  await page.waitForTimeout(SETTLED_MS);
  await page.locator(".save-state[data-state='saved']").waitFor();
  const found = await page.evaluate(() => Reflect.get(window, "benchTake")());
  if (found.toPaint === 0) throw new Error(`${button} was not clicked`);
  return found;
}

/**
 * Runs in the page before its own scripts: takes the time from a click to the frame that shows what it did, and the longest task
 * until it is asked. Two frames are waited for, because the first callback still runs before its own frame is painted.
 */
function observe() {
  let found = { toPaint: 0, longestTask: 0 };
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) found.longestTask = Math.max(found.longestTask, duration);
  }).observe({ type: "longtask" });
  addEventListener(
    "click",
    ({ timeStamp }) => {
      const write = found;
      requestAnimationFrame(() => requestAnimationFrame(() => (write.toPaint = performance.now() - timeStamp)));
    },
    { capture: true },
  );
  Reflect.set(window, "benchBegin", () => {
    found = { toPaint: 0, longestTask: 0 };
  });
  Reflect.set(window, "benchTake", () => found);
}
