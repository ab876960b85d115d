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
