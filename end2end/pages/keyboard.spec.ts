import { expectWalkable } from "../harness/keyboard.ts";
import { PUBLIC } from "../harness/routes.ts";
import { expect, test } from "../harness/test.ts";

for (const width of [360, 1440]) {
  for (const route of PUBLIC) {
    test(`the Tab key walks through ${route.name} at ${width} px`, async ({ page, visit }) => {
      await page.setViewportSize({ width, height: 800 });
      await visit(route.path, { status: route.status });
      await expectWalkable(page);
    });
  }
}

test("the skip link leads to the content", async ({ page, visit }) => {
  await visit("/gminas");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(page.locator("#main")).toBeFocused();
});
