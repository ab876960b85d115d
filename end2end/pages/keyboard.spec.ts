import { expectWalkable, expectWalkableBackwards } from "../harness/keyboard.ts";
import { PUBLIC } from "../harness/routes.ts";
import { expect, test } from "../harness/test.ts";
import { Visitor } from "../harness/visitor.mjs";

for (const width of [360, 1440]) {
  for (const route of PUBLIC) {
    test(`the Tab key walks through ${route.name} at ${width} px`, async ({ page, visit }) => {
      await page.setViewportSize({ width, height: 800 });
      await visit(route.path, { status: route.status });
      await expectWalkable(page);
    });
  }
}

test("on a phone the map covers nothing on the way back over a plan of seven days", async ({ page, visit, context, product }) => {
  test.setTimeout(120_000);
  const visitor = new Visitor(product.url);
  const path = await visitor.plan();
  for (let days = 1; days < 7; days += 1) await visitor.edit(path, { kind: "add-day" });
  await context.addCookies(visitor.cookies);
  await page.setViewportSize({ width: 360, height: 800 });
  await visit(path);
  await expect(page.locator(".map-framing button")).toHaveCount(8);
  await expectWalkableBackwards(page);
});

test("the skip link leads to the content", async ({ page, visit }) => {
  await visit("/gminas");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(page.locator("#main")).toBeFocused();
});
