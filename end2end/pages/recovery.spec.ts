import { expect, test } from "../harness/test.ts";
import { text } from "../harness/texts.ts";

test("a page whose code cannot be fetched opens all the same, as an ordinary page", async ({ page, visit, guard }) => {
  await visit("/");
  await page.route(/\/pkg\/split_planning.*\.wasm$/, (route) => route.abort());
  await page.getByRole("navigation").getByRole("link", { name: text("pl", "common.nav_plans") }).click();
  await expect(page).toHaveURL(/\/plans$/);
  await expect(page.getByRole("heading", { level: 1, name: text("pl", "plans.title") })).toBeVisible();
  // Links are the browser's own now, and lead on to pages that live.
  await page.getByRole("navigation").getByRole("link", { name: text("pl", "common.nav_gminas") }).click();
  await expect(page).toHaveURL(/\/gminas$/);
  await expect(page.locator("html[data-hydrated='true']")).toBeAttached();
  const findings = guard.take();
  expect(findings.length).toBeGreaterThan(0);
  for (const finding of findings) expect(finding).toMatch(/split_planning|Failed to fetch|load callback|unreachable|RuntimeError/);
});
