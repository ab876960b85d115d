import { expectStops, stop, CASTLE, GALLERY, AVIATION } from "../harness/plan.ts";
import { expect, hydrated, test } from "../harness/test.ts";
import { text } from "../harness/texts.ts";
import { Visitor } from "../harness/visitor.mjs";

test("on a phone a finger on the grip carries a stop, and a finger beside it scrolls", async ({ page, product }) => {
  const visitor = new Visitor(product.url);
  const path = await visitor.plan();
  await page.context().addCookies(visitor.cookies);
  await page.goto(product.url + path);
  await hydrated(page);
  const grip = page.getByRole("button", { name: text("pl", "plans.grip", { name: GALLERY.pl }) });
  await grip.scrollIntoViewIfNeeded();
  const from = await grip.boundingBox();
  const x = (from?.x ?? 0) + (from?.width ?? 0) / 2;
  const y = (from?.y ?? 0) + (from?.height ?? 0) / 2;
  const finger = await page.context().newCDPSession(page);
  const touch = (type: "touchStart" | "touchMove" | "touchEnd", at?: { x: number; y: number }) =>
    finger.send("Input.dispatchTouchEvent", { type, touchPoints: at ? [at] : [] });
  await touch("touchStart", { x, y });
  for (let step = 1; step <= 6; step += 1) await touch("touchMove", { x, y: y - step * 8 });
  await expect(stop(page, GALLERY.pl)).toHaveAttribute("data-carried", "true");
  // At the upper edge the page scrolls under the finger, until the first stop is there.
  const first = stop(page, CASTLE.pl);
  await touch("touchMove", { x, y: 30 });
  await expect.poll(async () => (await first.boundingBox())?.y ?? -1).toBeGreaterThan(340);
  await touch("touchMove", { x, y: ((await first.boundingBox())?.y ?? 0) + 8 });
  await expect(first).toHaveAttribute("data-drop", "before");
  await touch("touchEnd");
  await expectStops(page, [GALLERY.pl, CASTLE.pl, AVIATION.pl]);
  await expect(page.locator(".save-state")).toHaveAttribute("data-state", "saved");
});

test("on a phone a finger that swipes over the plan's map scrolls the page, and the map stays in sight", async ({ page, product }) => {
  const visitor = new Visitor(product.url);
  const path = await visitor.plan();
  await page.context().addCookies(visitor.cookies);
  await page.goto(product.url + path);
  await hydrated(page);
  const map = page.locator(".plan-map .map-frame");
  await map.scrollIntoViewIfNeeded();
  await expect(page.locator(".plan-map [data-map-state]")).toHaveAttribute("data-map-state", "idle", { timeout: 30_000 });
  const box = await map.boundingBox();
  const [x, y] = [(box?.x ?? 0) + (box?.width ?? 0) / 2, (box?.y ?? 0) + (box?.height ?? 0) - 20];
  const before = await page.evaluate(() => scrollY);
  const finger = await page.context().newCDPSession(page);
  await finger.send("Input.synthesizeScrollGesture", { x, y, yDistance: -500, gestureSourceType: "touch" });
  await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(before + 300);
  await expect(map).toBeInViewport({ ratio: 0.9 });
});
