import type { Page } from "@playwright/test";
import { furnish } from "../harness/furnished.ts";
import { PUBLIC, type Route } from "../harness/routes.ts";
import { expect, test } from "../harness/test.ts";

/**
 * What assistive technology is told of a page, held against the file in `outlines`. After a wanted change write them anew with
 * `npx playwright test --config end2end/playwright.config.ts outline --update-snapshots`, and read the difference.
 */
async function expectOutline(page: Page, route: Route): Promise<void> {
  const outline = await page.locator("body").ariaSnapshot();
  // Keys and tokens are random.
  const steady = outline.replace(/\b\d{9,}\b/g, "KEY").replace(/\/shared\/[\w-]+/g, "/shared/TOKEN").replace(/127\.0\.0\.1:\d+/g, "HOST");
  expect(`${steady}\n`).toMatchSnapshot(`${route.name.replace(/\W+/g, "-")}.yml`);
}

for (const route of PUBLIC) {
  test(`${route.name} tells assistive technology what it did before`, async ({ page, visit }) => {
    await visit(route.path, { status: route.status });
    await expectOutline(page, route);
  });
}

test("pages with something in them tell assistive technology what they did before", async ({ page, visit, context, product }) => {
  for (const route of await furnish(context, product.url)) {
    await visit(route.path, { status: route.status });
    await expectOutline(page, route);
  }
});
