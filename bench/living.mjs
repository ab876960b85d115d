/** A page of a visitor in Chromium, alive and watched from its first script. */
import { chromium as playwright } from "playwright-core";
import { chromium } from "../end2end/harness/chromium.mjs";

/**
 * @template T
 * @param {import("../end2end/harness/visitor.mjs").Visitor} visitor
 * @param {string} path
 * @param {() => void} observe runs in the page before its own scripts
 * @param {(page: import("playwright-core").Page) => Promise<T>} measure
 * @returns {Promise<T>}
 */
export async function living(visitor, path, observe, measure) {
  const browser = await playwright.launch(chromium);
  try {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
    await context.addCookies(visitor.cookies);
    const page = await context.newPage();
    await page.addInitScript(observe);
    await page.goto(visitor.url + path);
    await page.locator("html[data-hydrated]").waitFor({ timeout: 60_000 });
    return await measure(page);
  } finally {
    await browser.close();
  }
}

/** The one in the middle and the largest. @param {number[]} values @returns {{ median: number, worst: number }} */
export function spread(values) {
  const sorted = [...values].sort((one, other) => one - other);
  return { median: sorted[Math.floor(sorted.length / 2)] ?? 0, worst: sorted.at(-1) ?? 0 };
}
