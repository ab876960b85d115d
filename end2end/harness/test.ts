/** `test` for everything here: a product of the worker's own, a guarded page, and `visit`, which waits for hydration. */
import { test as base, type BrowserContext, expect, type Page } from "@playwright/test";
import { Guard } from "./guard.ts";
import { Product } from "./product.mjs";

export { expect };

export interface Visit {
  /** The status that the address is meant to answer with; 200 unless said. */
  status?: number;
}

interface PerTest {
  guard: Guard;
  /** Opens a path and waits until the page is alive (where there is JavaScript). */
  visit: (path: string, how?: Visit) => Promise<void>;
  /** Another visitor: a browser of their own, without cookies, guarded alike. */
  stranger: Page;
}

interface PerWorker {
  product: Product;
}

/** Waits until the browser's part has taken over. */
export async function hydrated(page: Page): Promise<void> {
  await expect(page.locator("html[data-hydrated='true']")).toBeAttached({ timeout: 20_000 });
}

/** Opens an address as `visit` does, on any page. */
export async function open(page: Page, guard: Guard, url: string, javaScript: boolean, how: Visit = {}): Promise<void> {
  const status = how.status ?? 200;
  if (status >= 400) guard.expect(url, status);
  const answer = await page.goto(url);
  expect(answer?.status(), `status of ${url}`).toBe(status);
  if (javaScript) await hydrated(page);
}

export const test = base.extend<PerTest, PerWorker>({
  product: [
    async ({}, use) => {
      const product = await Product.start();
      await use(product);
      await product.stop();
    },
    { scope: "worker", timeout: 90_000 },
  ],
  baseURL: async ({ product }, use) => use(product.url),
  guard: async ({ product }, use, testInfo) => {
    const guard = new Guard(product.url);
    const before = product.log.length;
    await use(guard);
    const findings = guard.take();
    if (testInfo.status !== "passed" || findings.length > 0) {
      await testInfo.attach("server log", { body: product.log.slice(before), contentType: "text/plain" });
    }
    expect(findings, "nothing may go wrong unseen").toEqual([]);
  },
  context: async ({ context, guard }, use) => {
    guard.watch(context);
    await use(context);
  },
  visit: async ({ page, product, guard, javaScriptEnabled }, use) => {
    await use((path, how) => open(page, guard, product.url + path, javaScriptEnabled !== false, how));
  },
  stranger: async ({ browser, guard, product, viewport, locale, javaScriptEnabled }, use) => {
    const context: BrowserContext = await browser.newContext({ baseURL: product.url, viewport, locale, javaScriptEnabled });
    guard.watch(context);
    await use(await context.newPage());
    await context.close();
  },
});
