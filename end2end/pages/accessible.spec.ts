import { expectAccessible } from "../harness/axe.ts";
import { PUBLIC } from "../harness/routes.ts";
import { test } from "../harness/test.ts";
import { address, LANGUAGES } from "../harness/texts.ts";

for (const language of LANGUAGES) {
  for (const route of PUBLIC) {
    test(`${route.name} is accessible in every look (${language})`, async ({ page, visit }) => {
      await visit(address(language, route.path), { status: route.status });
      await expectAccessible(page);
    });
  }
}
