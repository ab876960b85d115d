/** Nothing scrolls sideways, from the narrowest phone to a wide screen. */
import { expect, type Page } from "@playwright/test";

/** What sticks out to the right, outermost first. */
async function sticksOut(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const wide = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= wide) return [];
    const out = [...document.querySelectorAll("body *")].filter((one) => one.getBoundingClientRect().right > wide + 0.5);
    return out.slice(0, 5).map((one) => `<${one.tagName.toLowerCase()} class="${one.getAttribute("class") ?? ""}">`);
  });
}

export async function expectNarrow(page: Page): Promise<void> {
  for (const width of [320, 360, 768, 1440]) {
    await page.setViewportSize({ width, height: 800 });
    expect(await sticksOut(page), `at ${width} px`).toEqual([]);
  }
}
