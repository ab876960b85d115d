/** A picture of every page at three widths, light and dark. */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { FURNISHED, furnish } from "../harness/furnished.ts";
import { ROOT } from "../harness/product.mjs";
import { PUBLIC, type Route } from "../harness/routes.ts";
import { open, test } from "../harness/test.ts";

const FOLDER = join(ROOT, "docs/pictures");
const WIDTHS = [
  { width: 360, height: 800 },
  { width: 768, height: 1024 },
  { width: 1440, height: 900 },
];
/** Long lists are cut here, CSS pixels. */
const TALLEST = 2_400;

/** Waits for the map, if the page shows one, and for fonts. */
async function settled(page: Page): Promise<void> {
  await page.evaluate(() => document.fonts.ready);
  const map = page.locator(".map-frame").first();
  if (await map.isVisible()) {
    // It is drawn once it comes into view.
    await map.scrollIntoViewIfNeeded();
    await page.locator("[data-map-state='idle'], [data-map-state='failed']").first().waitFor({ timeout: 20_000 }).catch(() => undefined);
  }
  await page.evaluate(() => scrollTo(0, 0));
  await page.waitForTimeout(1_200);
}

async function take(page: Page, name: string, url: string): Promise<void> {
  for (const size of WIDTHS) {
    await page.setViewportSize(size);
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await page.goto(url);
      await settled(page);
      const tall = await page.evaluate(() => document.documentElement.scrollHeight);
      await page.screenshot({
        path: join(FOLDER, `${name.replace(/[^a-z]+/gi, "-").toLowerCase()}-${size.width}-${colorScheme}.jpg`),
        type: "jpeg",
        quality: 60,
        fullPage: true,
        clip: { x: 0, y: 0, width: size.width, height: Math.min(tall, TALLEST) },
      });
    }
  }
}

mkdirSync(FOLDER, { recursive: true });

for (const route of PUBLIC) {
  test(route.name, async ({ page, product, guard }) => {
    await open(page, guard, product.url + route.path, true, { status: route.status });
    await take(page, route.name, product.url + route.path);
  });
}

for (const [index, name] of FURNISHED.entries()) {
  test(name, async ({ page, product, context }) => {
    const route: Route | undefined = (await furnish(context, product.url))[index];
    await take(page, name, product.url + (route?.path ?? "/"));
  });
}
