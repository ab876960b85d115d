import { PUBLIC } from "../harness/routes.ts";
import { expect, test } from "../harness/test.ts";
import { address, LANGUAGES } from "../harness/texts.ts";

for (const language of LANGUAGES) {
  for (const route of PUBLIC.filter((one) => one.status === 404)) {
    test(`${route.name} says so and offers a way on (${language})`, async ({ page, visit }) => {
      await visit(address(language, route.path), { status: 404 });
      await expect(page.locator("html")).toHaveAttribute("lang", language);
      const main = page.getByRole("main");
      await expect(main.getByRole("heading", { level: 1 })).toBeVisible();
      await expect(main).not.toContainText(/panicked|sqlx|SELECT|Error\(|RUST_/);
      const onward = main.getByRole("link").first();
      await onward.click();
      await expect(page).not.toHaveURL(new RegExp(`${route.path}$`));
      await expect(page.getByRole("main").getByRole("heading", { level: 1 })).toBeVisible();
      expect(new URL(page.url()).pathname.startsWith(language === "pl" ? "/" : `/${language}`)).toBe(true);
    });
  }
}
