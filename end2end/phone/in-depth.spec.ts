import { Finger } from "../harness/hands.ts";
import { journey } from "../harness/journey.ts";
import { test } from "../harness/test.ts";

test("a plan of two days with a finger", async ({ page, product, stranger }) => {
  test.setTimeout(240_000);
  await journey({ hands: new Finger(page), stranger, url: product.url, looks: false }, test.step);
});
