/** Walks a page with the Tab key, as somebody without a pointer does, and tells what is wrong on the way. */
import { expect, type Locator, type Page } from "@playwright/test";

interface Halt {
  what: string;
  visible: boolean;
  covered: boolean;
  outside: boolean;
  backwards: boolean;
}

/** Where the focus is now; `undefined` when the page has no more of it. */
async function halt(page: Page): Promise<Halt | undefined> {
  return page.evaluate(() => {
    const focused = document.activeElement;
    if (!(focused instanceof HTMLElement || focused instanceof SVGElement) || focused === document.body) return undefined;
    const store = window as unknown as { halted?: Element };
    const before = store.halted;
    store.halted = focused;

    // What is seen of it: the control itself, or the label that draws it.
    const label = focused.closest("label") ?? (focused instanceof HTMLInputElement ? focused.labels?.[0] : undefined);
    const drawn = [focused, label, label?.querySelector("span"), focused.parentElement].filter((one) => one instanceof Element);
    const visible = drawn.some((one) => {
      const style = getComputedStyle(one);
      return (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1.5) || style.boxShadow !== "none";
    });

    const own = focused.getBoundingClientRect();
    const box = own.width * own.height >= 16 || !label ? own : label.getBoundingClientRect();
    const points = [[0.5, 0.5], [0.1, 0.5], [0.9, 0.5], [0.5, 0.15], [0.5, 0.85]] as const;
    const seen = points.map(([x, y]) => document.elementFromPoint(box.left + box.width * x, box.top + box.height * y));
    const covered = seen.every((one) => !one || !(focused.contains(one) || one.contains(focused) || label?.contains(one)));
    const outside = box.bottom <= 0 || box.right <= 0 || box.top >= innerHeight || box.left >= innerWidth;
    const backwards = Boolean(before?.isConnected && before.compareDocumentPosition(focused) & Node.DOCUMENT_POSITION_PRECEDING);
    const words = (focused.getAttribute("aria-label") ?? focused.textContent ?? "").trim().replace(/\s+/g, " ").slice(0, 50);
    return { what: `<${focused.tagName.toLowerCase()} class="${focused.getAttribute("class") ?? ""}"> ${words}`, visible, covered, outside, backwards };
  });
}

/** Every halt shows where it is, under no bar, in the order of the document; the skip link comes first. */
export async function expectWalkable(page: Page, most = 120): Promise<void> {
  await page.evaluate(() => {
    (document.activeElement as HTMLElement | null)?.blur();
    window.scrollTo(0, 0);
  });
  const wrong: string[] = [];
  let count = 0;
  for (; count < most; count += 1) {
    await page.keyboard.press("Tab");
    const here = await halt(page);
    if (!here) break;
    if (count === 0) expect(here.what, "the first halt").toContain("skip-link");
    if (!here.visible) wrong.push(`focus cannot be seen on ${here.what}`);
    if (here.outside) wrong.push(`focus is outside the window on ${here.what}`);
    else if (here.covered) wrong.push(`something covers ${here.what}`);
    if (here.backwards) wrong.push(`the order jumps back to ${here.what}`);
  }
  expect(count, "halts of the Tab key").toBeGreaterThan(3);
  expect(wrong, wrong.join("\n")).toEqual([]);
}

/** Nothing covers what has the focus on the way back from the end of the page: what stays at the top would hide it. */
export async function expectWalkableBackwards(page: Page, most = 400): Promise<void> {
  await page.locator("main :is(a, button, summary):visible").last().focus();
  const wrong: string[] = [];
  let here = await halt(page);
  for (let count = 0; here && count < most && !here.what.includes("skip-link"); count += 1) {
    if (here.outside) wrong.push(`focus is outside the window on ${here.what}`);
    else if (here.covered) wrong.push(`something covers ${here.what}`);
    await page.keyboard.press("Shift+Tab");
    here = await halt(page);
  }
  expect(here?.what, "the last halt").toContain("skip-link");
  expect(wrong, wrong.join("\n")).toEqual([]);
}

/** Presses Tab until the focus is on `target`; that is how a keyboard reaches it. */
export async function tabTo(page: Page, target: Locator, most = 150): Promise<void> {
  await expect(target).toBeVisible();
  for (let pressed = 0; pressed < most; pressed += 1) {
    if (await target.evaluate((one) => one === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`Tab did not reach ${target} in ${most} steps`);
}
