import { furnish } from "../harness/furnished.ts";
import { expect, test } from "../harness/test.ts";
import { text } from "../harness/texts.ts";

test("the name of a plan is the name of its tab, also once it has another", async ({ page, visit, context, product }) => {
  const [, , plan] = await furnish(context, product.url);
  await visit(plan?.path ?? "");
  await page.locator(".plan-rename > summary").click();
  await page.locator("#plan-rename").fill("Sobota w Niepołomicach");
  await page.locator(".plan-rename").getByRole("button", { name: text("pl", "plans.save") }).click();
  await expect(page).toHaveTitle("Sobota w Niepołomicach · Okolica");
  await expect(page.locator(".save-state")).toHaveAttribute("data-state", "saved");
});
