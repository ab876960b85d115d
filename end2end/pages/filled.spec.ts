/** The pages that show something of the visitor's own hold to the same rules as the others. */
import { expectAccessible } from "../harness/axe.ts";
import { FURNISHED, furnish } from "../harness/furnished.ts";
import { expectWalkable } from "../harness/keyboard.ts";
import { expectNarrow } from "../harness/narrow.ts";
import { test } from "../harness/test.ts";
import { address, LANGUAGES } from "../harness/texts.ts";

for (const [index, name] of FURNISHED.entries()) {
  for (const language of LANGUAGES) {
    test(`${name} with something in it is accessible and never scrolls sideways (${language})`, async ({ page, visit, context, product }) => {
      test.setTimeout(120_000);
      const route = (await furnish(context, product.url))[index];
      await visit(address(language, route?.path ?? "/"));
      await expectNarrow(page);
      await expectAccessible(page);
    });
  }

  for (const width of [360, 1440]) {
    test(`the Tab key walks through ${name} with something in it at ${width} px`, async ({ page, visit, context, product }) => {
      const route = (await furnish(context, product.url))[index];
      await page.setViewportSize({ width, height: 800 });
      await visit(route?.path ?? "/");
      await expectWalkable(page);
    });
  }
}
