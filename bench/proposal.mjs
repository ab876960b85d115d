/** "Fill the day" in Chromium: from the click to the first proposal on the screen, and the longest task while the search runs. */
import { Visitor } from "../end2end/harness/visitor.mjs";
import { living, spread } from "./living.mjs";

/** How many days are filled, and how often. */
export const DAYS = 3;
const ASKED = 5;
/** What a plan of one place becomes part of: a castle outside Kraków with everything around it. */
const PLACE = "zamek-krolewski-w-niepolomicach";

/** @typedef {{ first: number, longestTask: number }} Asked milliseconds; 0 for a longest task below 50 */

/**
 * @param {import("../end2end/harness/product.mjs").Product} product
 * @returns {Promise<{ median: number, worst: number, longestTask: number, candidates: number }>}
 */
export async function proposals(product) {
  const visitor = new Visitor(product.url);
  const path = await visitor.plan([PLACE]);
  for (let day = 1; day < DAYS; day += 1) await visitor.edit(path, { kind: "add-day" });
  return living(visitor, path, observe, async (page) => {
    let candidates = 0;
    page.on("response", async (response) => {
      if (response.url().includes("/api/plans/candidates")) candidates = Object.keys(await response.json()).length;
    });
    // The map and everything else that loads later is not the search.
    await page.locator(".plan-map okolica-map[data-map-state='idle']").waitFor({ timeout: 60_000 });
    const fill = page.locator("#plan-for-me button[value='fill']");
    /** @type {Asked[]} */
    const asked = [];
    for (let time = 0; time < ASKED; time += 1) {
      // Whoever points at a button is about to press it: the venues are fetched by then.
      await fill.hover();
      await page.waitForTimeout(500);
      await page.evaluate(() => Reflect.get(window, "benchBegin")());
      await fill.click();
      await page.locator(".search-progress").waitFor();
      await page.locator(".search-progress").waitFor({ state: "detached" });
      asked.push(await page.evaluate(() => Reflect.get(window, "benchTake")()));
    }
    const longestTask = Math.max(...asked.map((one) => one.longestTask));
    return { ...spread(asked.map(({ first }) => first)), longestTask, candidates };
  });
}

/** Runs in the page before its own scripts. Two frames are waited for, because the first callback still runs before its own frame is painted. */
function observe() {
  let found = { first: 0, longestTask: 0 };
  let clicked = 0;
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) found.longestTask = Math.max(found.longestTask, duration);
  }).observe({ type: "longtask" });
  addEventListener("click", ({ timeStamp }) => (clicked = timeStamp), { capture: true });
  new MutationObserver(() => {
    if (clicked === 0 || document.querySelector("form.proposal .proposed-stop[data-mark='new']") === null) return;
    const [write, from] = [found, clicked];
    clicked = 0;
    requestAnimationFrame(() => requestAnimationFrame(() => (write.first = performance.now() - from)));
  }).observe(document, { childList: true, subtree: true });
  Reflect.set(window, "benchBegin", () => {
    found = { first: 0, longestTask: 0 };
    clicked = 0;
  });
  Reflect.set(window, "benchTake", () => found);
}
