import { Keys, Pointer } from "../harness/hands.ts";
import { journey } from "../harness/journey.ts";
import { test } from "../harness/test.ts";

test("a plan of two days with the pointer, accessible at every step", async ({ page, product, stranger }) => {
  test.setTimeout(480_000);
  await journey({ hands: new Pointer(page), stranger, url: product.url, looks: true }, test.step);
});

test("the same plan with the keyboard alone", async ({ page, product, stranger }) => {
  test.setTimeout(480_000);
  await journey({ hands: new Keys(page), stranger, url: product.url, looks: false }, test.step);
});
