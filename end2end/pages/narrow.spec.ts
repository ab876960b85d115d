import type { Page } from "@playwright/test";
import { PUBLIC } from "../harness/routes.ts";
import { expect, test } from "../harness/test.ts";
import { address, LANGUAGES } from "../harness/texts.ts";

/** What sticks out to the right, outermost first. */
async function sticksOut(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const wide = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= wide) return [];
    const out = [...document.querySelectorAll("body *")].filter((one) => one.getBoundingClientRect().right > wide + 0.5);
    return out.slice(0, 5).map((one) => `<${one.tagName.toLowerCase()} class="${one.getAttribute("class") ?? ""}">`);
  });
}

for (const language of LANGUAGES) {
  for (const route of PUBLIC) {
    test(`${route.name} never scrolls sideways (${language})`, async ({ page, visit }) => {
      await visit(address(language, route.path), { status: route.status });
      for (const width of [320, 360, 768, 1440]) {
        await page.setViewportSize({ width, height: 800 });
        expect(await sticksOut(page), `at ${width} px`).toEqual([]);
      }
    });
  }
}
