import { expectNarrow } from "../harness/narrow.ts";
import { PUBLIC } from "../harness/routes.ts";
import { test } from "../harness/test.ts";
import { address, LANGUAGES } from "../harness/texts.ts";

for (const language of LANGUAGES) {
  for (const route of PUBLIC) {
    test(`${route.name} never scrolls sideways (${language})`, async ({ page, visit }) => {
      await visit(address(language, route.path), { status: route.status });
      await expectNarrow(page);
    });
  }
}
